package emit

import (
	"cmp"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// packageDoc returns the paragraphs of the package comment.
func packageDoc(pkg *ir.Package) []string {
	return []string{
		"Package " + pkg.Name + " is a client of " + pkg.Title + ": typed models, request builders and the table of operations.",
		"Start with [" + pkg.Fixed.NewClient + "]. The methods of its [" + pkg.Fixed.Client + "] lead along the paths of the service to requests. " +
			"Package [" + graph + "] sends them, with the options of a [" + graph + ".Client]. Package [" + odata + "] has the values of " +
			"properties and the options of queries.",
		"To find what is there, follow a path in api.md beside this file, call [" + pkg.Fixed.Operations + "], or look at one name at a time " +
			"by go doc, because the page of the whole package is long.",
		"It was generated from " + pkg.Source + ".",
	}
}

// handshake is the constant of the runtime whose name has the version of the interface between
// generated code and runtime.
const handshake = "RunIntunegenGenerateForRuntime1"

// client writes the client and its methods.
//
//	type Client struct {
//		*graph.Client
//	}
//	const _ = graph.<handshake>
//	func service() graph.Service { … }
//	func NewClient(…) (*Client, error) { … }
//	func (c *Client) <Root>() *<Builder> { … }
func client(pkg *ir.Package) jen.Code {
	code := []jen.Code{
		comment(pkg.Fixed.Client + " is a client of " + pkg.Title + ". It is safe for concurrent use."),
		jen.Type().Id(pkg.Fixed.Client).Struct(jen.Op("*").Qual(graph, "Client")),
		comment("If the next line does not compile, the package and the runtime are of different versions: run intunegen generate."),
		jen.Const().Id("_").Op("=").Qual(graph, handshake),
		service(pkg), newClient(pkg)}
	receiver, node := jen.Id("c").Op("*").Id(pkg.Fixed.Client), jen.Id("c").Dot("Client").Dot("Root").Call()
	for _, m := range pkg.Roots {
		code = append(code, method(receiver, node, nil, m))
	}
	return lines(code...)
}

// service writes the function that describes the service to the runtime.
//
//	func service() graph.Service {
//		return graph.Service{
//			Clouds:     <true>,
//			Operations: table,
//			Path:       "<path>",
//		}
//	}
func service(pkg *ir.Package) jen.Code {
	return lines(comment(pkg.Fixed.Service+" describes the service to the runtime."),
		jen.Func().Id(pkg.Fixed.Service).Params().Qual(graph, "Service").Block(jen.Return(jen.Qual(graph, "Service").Values(jen.Dict{
			jen.Id("Path"):       jen.Lit(pkg.Service.Path),
			jen.Id("Clouds"):     jen.Lit(pkg.Service.Clouds),
			jen.Id("Operations"): jen.Id(pkg.Fixed.TableConst),
		}))))
}

// newClient writes the constructor of the client.
//
//	func NewClient(cred azcore.TokenCredential, options *graph.ClientOptions) (*Client, error) {
//		c, err := graph.NewClient(cred, options, service())
//		if err != nil {
//			return nil, err
//		}
//		return &Client{c}, nil
//	}
func newClient(pkg *ir.Package) jen.Code {
	return lines(
		comment(pkg.Fixed.NewClient+" returns a client. cred may be nil: then requests can be built, and sent to a server that asks for no token."),
		jen.Func().Id(pkg.Fixed.NewClient).
			Params(jen.Id("cred").Qual(azcore, "TokenCredential"), jen.Id("options").Op("*").Qual(graph, "ClientOptions")).
			Params(pointer(jen.Id(pkg.Fixed.Client)), jen.Error()).
			Block(
				jen.List(jen.Id("c"), jen.Err()).Op(":=").Qual(graph, "NewClient").
					Call(jen.Id("cred"), jen.Id("options"), jen.Id(pkg.Fixed.Service).Call()),
				jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Nil(), jen.Err())),
				jen.Return(jen.Op("&").Id(pkg.Fixed.Client).Values(jen.Id("c")), jen.Nil())))
}

// constructors writes New and NewPatch, which find a type by its wire name.
func constructors(pkg *ir.Package) jen.Code {
	example := "namespace.name"
	if len(pkg.Models) > 0 {
		example = pkg.Models[0].Wire
	}
	var models, patches []jen.Code
	for _, m := range slices.SortedFunc(slices.Values(pkg.Models), func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) }) {
		models = append(models, nilPointer(m.Go))
		if m.Patch != nil {
			patches = append(patches, nilPointer(m.Patch.Go))
		}
	}
	return lines(
		comment(pkg.Fixed.New+" returns a pointer to a new model of the type of that qualified name, such as "+example+"."),
		constructor(pkg.Fixed.New, pkg.Fixed.Models, models),
		comment(pkg.Fixed.NewPatch+" returns a pointer to a new patch of the entity type of that qualified name. Abstract types have none."),
		constructor(pkg.Fixed.NewPatch, pkg.Fixed.Patches, patches))
}

// nilPointer writes a typed nil.
//
//	(*<Type>)(nil)
func nilPointer(name string) jen.Code { return jen.Parens(pointer(jen.Id(name))).Call(jen.Nil()) }

// constructor writes a function that makes values by name, and its table. The table costs less to
// compile than a switch, and is linked only if the function is.
//
//	func <name>(name string) (any, bool) {
//		return odata.New(<table>[:], name)
//	}
//	var <table> = [...]any{
//		<pointers>
//	}
func constructor(name, table string, pointers []jen.Code) jen.Code {
	return lines(
		jen.Func().Id(name).Params(jen.Id("name").String()).Params(jen.Any(), jen.Bool()).
			Block(jen.Return(jen.Qual(odata, "New").Call(jen.Id(table).Index(jen.Op(":")), jen.Id("name")))),
		comment(table+" has a nil pointer to each, sorted by the names of their types."),
		jen.Var().Id(table).Op("=").Index(jen.Op("...")).Any().Add(elements(pointers)))
}
