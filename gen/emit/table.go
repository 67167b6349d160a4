package emit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// table writes the table of operations as one string, which is parsed on the first use and costs
// nothing at start-up.
//
//	func Operations() []graph.Operation {
//		return table.All()
//	}
//	func Available(cloud graph.Cloud, wire graph.Wire) graph.Availability {
//		return table.Available(cloud, wire)
//	}
//	const table graph.Table = `
//	<path> <method> status=<status> from=<method> delegated=<permissions> <cloud>=<yes>
//	`
func table(pkg *ir.Package) jen.Code {
	name := jen.Id(pkg.Fixed.TableConst)
	return lines(
		comment(pkg.Fixed.Operations+" returns what is documented of each operation, sorted by path and method."),
		jen.Func().Id(pkg.Fixed.Operations).Params().Index().Qual(graph, "Operation").
			Block(jen.Return(jen.Add(name).Dot("All").Call())),
		comment(pkg.Fixed.Available+" returns whether a request may be sent to a cloud: yes, no, or not documented."),
		jen.Func().Id(pkg.Fixed.Available).Params(jen.Id("cloud").Qual(graph, "Cloud"), jen.Id("wire").Qual(graph, "Wire")).Qual(graph, "Availability").
			Block(jen.Return(jen.Add(name).Dot("Available").Call(jen.Id("cloud"), jen.Id("wire")))),
		comment(pkg.Fixed.TableConst+" has a line for each operation: path, method, permissions and clouds; the method * is all that is below the path. "+
			"Lines without a path are for the types."),
		jen.Const().Add(name).Qual(graph, "Table").Op("=").Add(rawString(rows(withTypes(pkg)))))
}

// withTypes returns the rows of operations, and one for each type: by these the runtime knows the
// types of the package without linking them.
func withTypes(pkg *ir.Package) []*ir.Row {
	all := slices.Clone(pkg.Table.Rows)
	listed := map[string]bool{}
	for _, row := range all {
		listed[row.Path] = true
	}
	for _, m := range pkg.Models {
		if !listed[m.Wire] {
			all = append(all, &ir.Row{Method: "*", Path: m.Wire})
		}
	}
	slices.SortFunc(all, func(a, b *ir.Row) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method)) })
	return all
}

// rows returns the text of the table, a line for each row.
func rows(all []*ir.Row) string {
	var text strings.Builder
	text.WriteString("\n")
	for _, row := range all {
		words := []string{row.Path, row.Method}
		if row.Status != 0 {
			words = append(words, "status="+strconv.Itoa(row.Status))
		}
		if row.From != "" {
			words = append(words, "from="+row.From)
		}
		words = append(words, permissions("delegated", row.Delegated)...)
		words = append(words, permissions("personal", row.Personal)...)
		words = append(words, permissions("application", row.Application)...)
		for _, cloud := range row.Clouds {
			words = append(words, cloud.Name+"="+map[bool]string{true: "yes", false: "no"}[cloud.Available])
		}
		text.WriteString(strings.Join(words, " ") + "\n")
	}
	return text.String()
}

// permissions returns one word with the permissions, no word if none are documented.
func permissions(name string, all []string) []string {
	if all == nil {
		return nil
	}
	return []string{name + "=" + strings.Join(all, ",")}
}
