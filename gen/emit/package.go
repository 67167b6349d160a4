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
func packageDoc(s *source, pkg *ir.Package) {
	for _, line := range []string{
		"Package " + pkg.Name + " holds typed models, request builders and the table of operations of " + pkg.Title + ".",
		"",
		"The methods of " + pkg.Fixed.Client + " lead along the paths of the service to requests. Package " + graph + " sends these,",
		"package " + odata + " has the values of properties and the options of queries; both say how in their documentation.",
		"",
		"It was generated from " + pkg.Source + ".",
	} {
		s.file.PackageComment(strings.TrimSuffix("// "+oneLine(line), " "))
	}
}

// handshake is the constant of the runtime that stands for what generated code calls of it.
const handshake = "RunIntunegenGenerateForRuntime1"

// client writes the client and its methods.
//
//	type Client struct { *graph.Client }
//	func NewClient(cred azcore.TokenCredential, options *graph.ClientOptions) (*Client, error) { … }
func client(s *source, pkg *ir.Package) {
	name := pkg.Fixed.Client
	s.comment(name + " is a client of " + pkg.Title + ". It is safe for concurrent use.")
	s.add(jen.Type().Id(name).Struct(jen.Op("*").Qual(graph, "Client")))
	s.put("// If the next line does not compile, the package and the runtime are of different versions: run intunegen generate.\n")
	s.add(jen.Const().Id("_").Op("=").Qual(graph, handshake))
	s.comment(pkg.Fixed.Service + " describes the service to the runtime.")
	s.add(jen.Func().Id(pkg.Fixed.Service).Params().Qual(graph, "Service").Block(jen.Return(jen.Qual(graph, "Service").Values(jen.Dict{
		jen.Id("Path"):       jen.Lit(pkg.Service.Path),
		jen.Id("Clouds"):     jen.Lit(pkg.Service.Clouds),
		jen.Id("Operations"): jen.Id(pkg.Fixed.TableConst),
	}))))
	s.comment(pkg.Fixed.NewClient + " returns a client. cred may be nil: then requests can be built, and sent to a server that asks for no token.")
	s.add(jen.Func().Id(pkg.Fixed.NewClient).Params(jen.Id("cred").Qual(azcore, "TokenCredential"), jen.Id("options").Op("*").Qual(graph, "ClientOptions")).
		Params(jen.Op("*").Id(name), jen.Error()).Block(
		jen.List(jen.Id("c"), jen.Err()).Op(":=").Qual(graph, "NewClient").Call(jen.Id("cred"), jen.Id("options"), jen.Id(pkg.Fixed.Service).Call()),
		jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
		jen.Return(jen.Op("&").Id(name).Values(jen.Id("c")), jen.Nil())))
	for _, m := range pkg.Roots {
		method(s, "c *"+name, "c.Client.Root()", nil, m)
	}
}

// constructors writes New and NewPatch, which find a type by its wire name.
func constructors(s *source, pkg *ir.Package) {
	s.comment(pkg.Fixed.New + " returns a pointer to a new model of the type of that qualified name, such as " + example(pkg) + ".")
	constructor(s, pkg.Fixed.New, pkg.Fixed.Models, pkg.Models, func(m *ir.Model) string { return m.Go })
	s.comment(pkg.Fixed.NewPatch + " returns a pointer to a new patch of the entity type of that qualified name. Abstract types have none.")
	constructor(s, pkg.Fixed.NewPatch, pkg.Fixed.Patches, pkg.Models, func(m *ir.Model) string {
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
func constructor(s *source, name, table string, models []*ir.Model, of func(*ir.Model) string) {
	sorted := slices.SortedFunc(slices.Values(models), func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) })
	s.add(jen.Func().Id(name).Params(jen.Id("name").String()).Params(jen.Any(), jen.Bool()).
		Block(jen.Return(jen.Qual(odata, "New").Call(jen.Id(table).Index(jen.Op(":")), jen.Id("name")))))
	s.put("// ", table, " has a nil pointer to each, sorted by the names of their types.\n")
	s.put("var ", table, " = [...]any{\n")
	for _, m := range sorted {
		if made := of(m); made != "" {
			s.put("(*", made, ")(nil),\n")
		}
	}
	s.put("}\n")
}

// table writes the table of operations as text: it is read only when asked for, and costs nothing at start-up.
func table(s *source, pkg *ir.Package) {
	s.comment(pkg.Fixed.Operations + " returns what is documented of each operation, sorted by path and method.")
	s.add(jen.Func().Id(pkg.Fixed.Operations).Params().Index().Qual(graph, "Operation").Block(jen.Return(jen.Id(pkg.Fixed.TableConst).Dot("All").Call())))
	s.comment(pkg.Fixed.Available + " tells whether the request may be sent to a cloud: yes, no, or not documented.")
	s.add(jen.Func().Id(pkg.Fixed.Available).Params(jen.Id("cloud").Qual(graph, "Cloud"), jen.Id("wire").Qual(graph, "Wire")).Qual(graph, "Availability").
		Block(jen.Return(jen.Id(pkg.Fixed.TableConst).Dot("Available").Call(jen.Id("cloud"), jen.Id("wire")))))
	s.comment(pkg.Fixed.TableConst + " has a line for each operation: path, method, permissions and clouds; the method * stands for everything below the path.")
	s.typed("const ", pkg.Fixed.TableConst, " graph.Table = ")
	rows(s, pkg.Table.Rows)
	s.put("\n")
}

// rows writes a string literal: a raw one, which is read easily, unless the texts would end it.
func rows(s *source, rows []*ir.Row) {
	start := len(s.text)
	tableText(s, rows)
	text := string(s.text[start:])
	s.text = s.text[:start]
	if strconv.CanBackquote(strings.ReplaceAll(text, "\n", "")) {
		s.put("`", text, "`")
	} else {
		s.quote(text)
	}
}

// tableText writes the table: a line for each operation.
func tableText(s *source, rows []*ir.Row) {
	s.put("\n")
	for _, row := range rows {
		s.put(row.Path, " ", row.Method)
		if row.Status != 0 {
			s.put(" status=", strconv.Itoa(row.Status))
		}
		permissions(s, "delegated", row.Delegated)
		permissions(s, "personal", row.Personal)
		permissions(s, "application", row.Application)
		for _, cloud := range row.Clouds {
			s.put(" ", cloud.Name, "=", map[bool]string{true: "yes", false: "no"}[cloud.Available])
		}
		s.put("\n")
	}
}

func permissions(s *source, name string, all []string) {
	if all != nil {
		s.put(" ", name, "=", strings.Join(all, ","))
	}
}
