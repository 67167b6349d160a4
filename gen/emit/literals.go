package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

func (p program) body() *jen.Statement {
	literal := p.object(p.Body, jen.Qual(p.Import, p.Body.Go))
	if p.Body.Pointer {
		return jen.Op("&").Add(literal)
	}
	return literal
}

// object writes a struct literal. name is its type; it is empty in a list, whose type says it.
func (p program) object(v *ir.Value, name *jen.Statement) *jen.Statement {
	var parts []jen.Code
	for _, m := range v.Members {
		parts = append(parts, jen.Id(m.Field.Go).Op(":").Add(p.set(m.Value)))
	}
	if v.Extra != nil {
		var pairs []jen.Code
		for _, e := range v.Extra {
			pairs = append(pairs, jen.Lit(e.Name), rawJSON(e.Value))
		}
		parts = append(parts, jen.Id("Extra").Op(":").Add(must("ExtraOf", pairs...)))
	}
	return name.Add(elements(parts))
}

// set writes the value of a property: odata.Set(<value>) or odata.Null[<type>]().
func (p program) set(v *ir.Value) *jen.Statement {
	t := goType(p.Import, v.Type)
	if v.Form == ir.NullValue {
		return jen.Qual(odata, "Null").Types(t).Call()
	}
	set := jen.Qual(odata, "Set")
	if p.needsType(v) {
		set.Types(t)
	}
	return set.Call(p.item(v))
}

// needsType reports whether Set must name its type, because the expression of the value has
// another.
func (p program) needsType(v *ir.Value) bool {
	switch {
	case v.Type.Collection:
		return false
	case v.Type.Kind == ir.Any:
		return true
	case v.Type.Kind != ir.Scalar || v.Type.Runtime:
		return false
	case v.Type.Go == "float64":
		return !strings.ContainsAny(v.Text, ".eEIN")
	}
	return v.Type.Go != "string" && v.Type.Go != "bool"
}

// item writes a value as an expression.
func (p program) item(v *ir.Value) *jen.Statement {
	switch v.Form {
	case ir.ObjectValue:
		return jen.Op("&").Add(p.object(v, jen.Qual(p.Import, v.Go)))
	case ir.ListValue:
		return p.list(v)
	case ir.NullValue:
		return jen.Nil()
	}
	if v.Type.Kind == ir.EnumRef {
		return p.enum(v)
	}
	return scalar(v)
}

// list writes a slice literal. Structs in it do not repeat their type; values of an interface have
// one.
func (p program) list(v *ir.Value) *jen.Statement {
	var parts []jen.Code
	for _, one := range v.Items {
		if v.Type.Kind == ir.Struct {
			parts = append(parts, p.object(one, jen.Null()))
		} else {
			parts = append(parts, p.item(one))
		}
	}
	t := goType(p.Import, v.Type)
	if v.Type.Kind == ir.Struct || v.Type.Kind == ir.Any {
		return t.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(parts) > 1}, parts...)
	}
	return t.Values(parts...)
}

// enum writes members, joined by commas, or a text that is not a member.
func (p program) enum(v *ir.Value) *jen.Statement {
	if v.Flags == nil {
		return jen.Qual(p.Import, v.Type.Enum.Go).Call(jen.Lit(v.Text))
	}
	all := jen.Null()
	for i, name := range v.Flags {
		if i > 0 {
			all.Op("+").Lit(",").Op("+")
		}
		all.Qual(p.Import, name)
	}
	return all
}

// scalar writes a scalar of Go or of the runtime.
func scalar(v *ir.Value) *jen.Statement {
	switch v.Type.Go {
	case "string":
		return jen.Lit(v.Text)
	case "Secret":
		return jen.Qual(odata, "NewSecret").Call(jen.Lit(v.Text))
	case "Stream":
		return jen.Qual(odata, "Stream").Call(jen.Lit(v.Text))
	case "Raw":
		return must("RawOf", rawJSON(v.Text))
	case "float64", "float32":
		return float(v)
	}
	if v.Type.Runtime {
		return must("Parse"+v.Type.Go, jen.Lit(v.Text))
	}
	return literal(v.Text)
}

// float writes a number. For those that JSON writes as text it uses package math.
func float(v *ir.Value) *jen.Statement {
	special := map[string]*jen.Statement{"NaN": jen.Qual("math", "NaN").Call(), "INF": jen.Qual("math", "Inf").Call(jen.Lit(1)), "-INF": jen.Qual("math", "Inf").Call(jen.Lit(-1))}[v.Text]
	switch {
	case special == nil:
		return literal(v.Text)
	case v.Type.Go == "float32":
		return jen.Float32().Call(special)
	}
	return special
}

// must writes odata.Must(odata.<function>(<arguments>)). The arguments are known to be valid.
func must(function string, arguments ...jen.Code) *jen.Statement {
	return jen.Qual(odata, "Must").Call(jen.Qual(odata, function).Call(arguments...))
}

// rawJSON writes JSON.
//
//	json.RawMessage(`<text>`)
func rawJSON(text string) *jen.Statement {
	return jen.Qual("encoding/json", "RawMessage").Call(rawString(text))
}
