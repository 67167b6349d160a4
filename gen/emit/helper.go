package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// isFile holds the functions of package graph whose requests return a file.
var isFile = map[string]bool{"Media": true, "Value": true}

// helperResult returns the type of the result of a function's request, nil without a result.
func helperResult(h *ir.Helper) *jen.Statement {
	switch {
	case isFile[h.Func]:
		return jen.Qual("io", "ReadCloser")
	case h.Func == "Count":
		return jen.Int64()
	case h.Func == "GetReference":
		return jen.Op("*").Qual(graph, "Reference")
	case h.Func == "ListReferences":
		return jen.Index().Op("*").Qual(graph, "Reference")
	}
	return nil
}

// helper writes graph.<Func>(<request>, <resource, property or file>).
func (p program) helper(request *jen.Statement) *jen.Statement {
	h := p.Helper
	arguments := []jen.Code{request}
	if h.Resource != nil {
		arguments = append(arguments, p.request(h.Resource))
	}
	if h.Property != nil {
		arguments = append(arguments, p.expr(h.Property))
	}
	if h.File != nil {
		arguments = append(arguments, jen.Lit(h.File.ContentType), jen.Index().Byte().Call(jen.Lit(h.File.Content)))
	}
	multi := h.Resource != nil || h.File != nil
	return jen.Qual(graph, h.Func).Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: multi}, arguments...)
}
