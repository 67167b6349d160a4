package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// patch writes the struct of an update. Only for Microsoft Graph are bodies documented.
//
//	type <Model>Patch struct { <fields> }
func patch(m *ir.Model, isGraph bool) jen.Code {
	doc := m.Patch.Go + " is an update of " + m.Wire + ". "
	switch {
	case len(m.Patch.Fields) > 0:
		doc += "What is not set is not sent."
	case isGraph:
		doc += "It has no properties: its documented bodies are @odata.type alone."
	default:
		doc += "It has no properties: its bodies are @odata.type alone."
	}
	if m.Patch.ByPut {
		doc += " Updates are sent by Put with the model; the patch is for comparing, as by odata.Difference."
	}
	var fields []jen.Code
	for _, field := range m.Patch.Fields {
		fields = append(fields, property(field, patchOptions(field), deprecation(field.Doc)))
	}
	return lines(companion(doc, m.Doc), structure(m.Patch.Go, fields, extra("properties", patchTag(m))), codec(m.Patch.Go), patchMarks(m))
}

// patchTag returns the tag of a patch's Extra. By its lists the runtime refuses what only the model
// has.
//
//	`createonly:"<wire>,<wire>" nav:"<wire>" odata:"<type>" readonly:"<wire>"`
func patchTag(m *ir.Model) map[string]string {
	tag := tagText(m.TypeText, nil)
	for _, f := range m.Fields {
		if list := f.Withheld(); list != "" {
			tag[list] = strings.TrimPrefix(tag[list]+","+f.Wire, ",")
		}
	}
	return tag
}

// patchMarks writes the methods with which a patch implements the sealed interfaces.
//
//	// <Model>Patch is a value of Any<Base>Patch.
//	func (<Model>Patch) is<Base>Patch() {}
func patchMarks(m *ir.Model) jen.Code {
	var all []jen.Code
	var names []string
	for _, base := range m.Bases {
		if base.PatchMark != "" {
			names = append(names, base.AnyPatch)
			all = append(all, jen.Func().Params(jen.Id(m.Patch.Go)).Id(base.PatchMark).Params().Block())
		}
	}
	if len(all) == 0 {
		return jen.Null()
	}
	return lines(jen.Line(), comment(m.Patch.Go+" is a value of "+list(names)+"."), lines(all...))
}

// anyPatch writes the sealed interface of the patch types of a hierarchy.
//
//	type Any<Model>Patch interface {
//		is<Model>Patch()
//	}
func anyPatch(m *ir.Model) jen.Code {
	return lines(
		companion(m.AnyPatch+" is an update of "+m.Wire+": the patch of one of its concrete types, whose own is sent as @odata.type.", m.Doc),
		jen.Type().Id(m.AnyPatch).Interface(jen.Id(m.PatchMark).Params()))
}
