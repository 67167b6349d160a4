package emit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// packageDoc writes the package comment.
func packageDoc(f *jen.File, pkg *ir.Package) {
	f.PackageComment("// Package " + pkg.Name + " holds typed models, request builders and the table of operations of " + pkg.Title + ".")
	f.PackageComment("//")
	f.PackageComment("// The methods of " + pkg.Fixed.Client + " lead along the paths of the service to requests. Package " + graph + " sends these,")
	f.PackageComment("// package " + odata + " has the values of properties and the options of queries; both say how in their documentation.")
	f.PackageComment("//")
	f.PackageComment("// It was generated from " + pkg.Source + ".")
}

// handshake is the constant of the runtime that stands for what generated code calls of it.
const handshake = "RunIntunegenGenerateForRuntime1"

// client writes the client and its methods.
//
//	type Client struct { *graph.Client }
//	func NewClient(cred azcore.TokenCredential, options *graph.ClientOptions) (*Client, error) { … }
func client(f *jen.File, pkg *ir.Package) {
	name := pkg.Fixed.Client
	f.Add(comment(name + " is a client of " + pkg.Title + ". It is safe for concurrent use."))
	f.Type().Id(name).Struct(jen.Op("*").Qual(graph, "Client"))
	f.Comment("// If the next line does not compile, the package and the runtime are of different versions: run intunegen generate.")
	f.Const().Id("_").Op("=").Qual(graph, handshake)
	f.Add(comment("service describes the service to the runtime."))
	f.Func().Id(pkg.Fixed.Service).Params().Qual(graph, "Service").Block(jen.Return(jen.Qual(graph, "Service").Values(jen.Dict{
		jen.Id("Path"):       jen.Lit(pkg.Service.Path),
		jen.Id("Clouds"):     jen.Lit(pkg.Service.Clouds),
		jen.Id("Operations"): jen.Id(pkg.Fixed.TableConst),
	})))
	f.Add(comment(pkg.Fixed.NewClient + " returns a client. cred may be nil: then requests can be built, and sent to a server that asks for no token."))
	f.Func().Id(pkg.Fixed.NewClient).Params(jen.Id("cred").Qual(azcore, "TokenCredential"), jen.Id("options").Op("*").Qual(graph, "ClientOptions")).
		Params(jen.Op("*").Id(name), jen.Error()).Block(
		jen.List(jen.Id("c"), jen.Err()).Op(":=").Qual(graph, "NewClient").Call(jen.Id("cred"), jen.Id("options"), jen.Id(pkg.Fixed.Service).Call()),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Op("&").Id(name).Values(jen.Id("c")), jen.Nil()))
	for _, m := range pkg.Roots {
		method(f, "c *"+name, "c.Client.Root()", nil, m)
	}
}

// constructors writes New and NewPatch, which find a type by its wire name.
func constructors(f *jen.File, pkg *ir.Package) {
	f.Add(comment(pkg.Fixed.New + " returns a pointer to a new model of the type of that qualified name, such as " + example(pkg) + "."))
	constructor(f, pkg.Fixed.New, pkg.Fixed.Models, pkg.Models, func(m *ir.Model) string { return m.Go })
	f.Add(comment(pkg.Fixed.NewPatch + " returns a pointer to a new patch of the entity type of that qualified name. Abstract types have none."))
	constructor(f, pkg.Fixed.NewPatch, pkg.Fixed.Patches, pkg.Models, func(m *ir.Model) string {
		if m.Patch == nil {
			return ""
		}
		return m.Patch.Go
	})
}

func example(pkg *ir.Package) string {
	if len(pkg.Models) == 0 {
		return "namespace.name"
	}
	return pkg.Models[0].Wire
}

// constructor writes a function that makes values by name, and the table that it looks in: data, which costs less to compile than a switch,
// and is linked only with the function.
//
//	func <name>(name string) (any, bool) { return odata.New(<table>[:], name) }
//	var <table> = [...]any{(*<Go>)(nil), … }
func constructor(f *jen.File, name, table string, models []*ir.Model, of func(*ir.Model) string) {
	sorted := slices.SortedFunc(slices.Values(models), func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) })
	f.Func().Id(name).Params(jen.Id("name").String()).Params(jen.Any(), jen.Bool()).
		Block(jen.Return(jen.Qual(odata, "New").Call(jen.Id(table).Index(jen.Op(":")), jen.Id("name"))))
	f.Comment("// " + table + " has a nil pointer to each, sorted by the names of their types.")
	f.Var().Id(table).Op("=").Index(jen.Op("...")).Any().ValuesFunc(func(g *jen.Group) {
		for _, m := range sorted {
			if made := of(m); made != "" {
				g.Line().Parens(jen.Op("*").Id(made)).Parens(jen.Nil())
			}
		}
		g.Line()
	})
}

// table writes the table of operations as text: it is read only when asked for, and costs nothing at start-up.
func table(f *jen.File, pkg *ir.Package) {
	f.Add(comment(pkg.Fixed.Operations + " returns what is documented of each operation, sorted by path and method."))
	f.Func().Id(pkg.Fixed.Operations).Params().Index().Qual(graph, "Operation").Block(jen.Return(jen.Id(pkg.Fixed.TableConst).Dot("All").Call()))
	f.Add(comment(pkg.Fixed.Available + " tells whether the request may be sent to a cloud: yes, no, or not documented."))
	f.Func().Id(pkg.Fixed.Available).Params(jen.Id("cloud").Qual(graph, "Cloud"), jen.Id("wire").Qual(graph, "Wire")).Qual(graph, "Availability").
		Block(jen.Return(jen.Id(pkg.Fixed.TableConst).Dot("Available").Call(jen.Id("cloud"), jen.Id("wire"))))
	f.Add(comment(pkg.Fixed.TableConst + " has a line for each operation: path, method, permissions and clouds; the method * stands for everything below the path."))
	f.Const().Id(pkg.Fixed.TableConst).Qual(graph, "Table").Op("=").Custom(jen.Options{}, jen.Op(rawText(pkg.Table.Rows)))
}

// rawText returns the rows as a raw string literal. Paths and permissions hold no backquotes: names with any are refused before.
func rawText(rows []*ir.Row) string {
	var out strings.Builder
	out.WriteString("`\n")
	for _, row := range rows {
		out.WriteString(row.Path + " " + row.Method)
		if row.Status != 0 {
			out.WriteString(" status=" + strconv.Itoa(row.Status))
		}
		field(&out, "delegated", row.Delegated)
		field(&out, "personal", row.Personal)
		field(&out, "application", row.Application)
		for _, cloud := range row.Clouds {
			out.WriteString(" " + cloud.Name + "=" + map[bool]string{true: "yes", false: "no"}[cloud.Available])
		}
		out.WriteByte('\n')
	}
	out.WriteByte('`')
	return out.String()
}

func field(out *strings.Builder, name string, permissions []string) {
	if permissions != nil {
		out.WriteString(" " + name + "=" + strings.Join(slices.Clone(permissions), ","))
	}
}
