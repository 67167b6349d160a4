package csdljson

import (
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// typeMembers are the members of a type reference. The slice has no spare capacity, so that append
// copies it.
var typeMembers = []string{"$Type", "$Collection", "$Nullable", "$MaxLength", "$Unicode", "$Precision", "$Scale", "$SRID"}

// typeRef returns the type reference in the members of an object. In JSON the default is
// Edm.String, not nullable.
func (d *decoder) typeRef(v *spec.Value) spec.TypeRef {
	if v.Kind != spec.Object {
		return spec.TypeRef{}
	}
	name := d.str(v, "$Type")
	if name == "" {
		name = "Edm.String"
	}
	return spec.TypeRef{Name: name, Collection: d.flag(v, "$Collection", false), Nullable: d.flag(v, "$Nullable", false),
		Facets: d.facets(v, name), Pos: v.Pos}
}

// facets returns the facets in the normal form that [spec.Facets] describes.
func (d *decoder) facets(v *spec.Value, typeName string) *spec.Facets {
	f := spec.Facets{MaxLength: d.number(v, "$MaxLength"), Precision: d.number(v, "$Precision"), Scale: d.number(v, "$Scale"), SRID: d.number(v, "$SRID")}
	if typeName == "Edm.Decimal" && f.Scale == "" {
		f.Scale = "variable"
	}
	if !d.flag(v, "$Unicode", true) {
		f.Unicode = "false"
	}
	return f.OrNil()
}

// facetWords are the words that facets may have in place of a number. As in XML their case does not
// matter, because OASIS's converter copies the case of its input.
var facetWords = map[string][]string{"$Scale": {"variable", "floating"}, "$SRID": {"variable"}}

// number returns a facet: a number without sign, or a word. OASIS's converter writes null for the
// length max, which means that there is no limit.
func (d *decoder) number(v *spec.Value, name string) string {
	m := v.Get(name)
	if m == nil || m.Kind == spec.Null && name == "$MaxLength" {
		return ""
	}
	if word := strings.ToLower(m.Text); m.Kind == spec.String && slices.Contains(facetWords[name], word) {
		return word
	}
	n, err := strconv.ParseUint(m.Text, 10, 32)
	if err != nil || m.Kind != spec.Number && name != "$SRID" {
		d.fault(m, "write a number", "%s is %s", name, kindNames[m.Kind])
		return ""
	}
	return strconv.FormatUint(n, 10)
}

// defaultValue returns the text of a default value. The type determines its kind.
func (d *decoder) defaultValue(v *spec.Value) *string {
	m := v.Get("$DefaultValue")
	if m == nil {
		return nil
	}
	text := m.Text
	switch m.Kind {
	case spec.Null:
		text = "null"
	case spec.List, spec.Object:
		d.fault(m, "write a string, a number, true, false or null", "$DefaultValue is %s", kindNames[m.Kind])
	}
	return &text
}

func (d *decoder) enumType(name string, v *spec.Value) *spec.EnumType {
	t := &spec.EnumType{Name: name, Underlying: d.str(v, "$UnderlyingType"), Flags: d.flag(v, "$IsFlags", false), Pos: v.Pos}
	t.Annotations = d.annotations(v, "")
	annotations := memberAnnotations(v)
	for i := range v.Members {
		switch name, m := v.Members[i].Name, &v.Members[i].Value; {
		case name == "$Kind", name == "$UnderlyingType", name == "$IsFlags", strings.Contains(name, "@"):
		case strings.HasPrefix(name, "$"):
			d.unknown(m, name, "an enumeration")
		default:
			t.Members = append(t.Members, d.enumMember(name, m, annotations[name]))
			delete(annotations, name)
		}
	}
	delete(annotations, "") // those of the enumeration
	for owner, list := range annotations {
		d.fault(&list[0].Value, "add the member or remove this", "there is no member %s", owner)
	}
	return t
}

// memberAnnotations groups the members named "owner@…" by owner. The names of the results are
// without "owner@".
func memberAnnotations(v *spec.Value) map[string][]spec.Member {
	byOwner := map[string][]spec.Member{}
	for _, m := range v.Members {
		if owner, rest, ok := strings.Cut(m.Name, "@"); ok {
			byOwner[owner] = append(byOwner[owner], spec.Member{Name: rest, Value: m.Value})
		}
	}
	return byOwner
}

func (d *decoder) enumMember(name string, m *spec.Value, annotations []spec.Member) *spec.EnumMember {
	value, err := strconv.ParseInt(m.Text, 10, 64)
	if err != nil || m.Kind != spec.Number {
		d.fault(m, "write an integer of 64 bits", "the value of member %s is %s", name, kindNames[m.Kind])
	}
	return &spec.EnumMember{Name: name, Value: value, Annotations: d.applied(annotations), Pos: m.Pos}
}

func (d *decoder) typeDefinition(name string, v *spec.Value) *spec.TypeDefinition {
	underlying := d.required(v, "$UnderlyingType")
	t := &spec.TypeDefinition{Name: name, Pos: v.Pos,
		Underlying: spec.TypeRef{Name: underlying, Facets: d.facets(v, underlying), Pos: v.Pos}}
	d.rest(v, "a type definition", &t.Annotations, "$Kind", "$UnderlyingType", "$MaxLength", "$Unicode", "$Precision", "$Scale", "$SRID")
	return t
}

func (d *decoder) term(name string, v *spec.Value) *spec.Term {
	t := &spec.Term{Name: name, Type: d.typeRef(v), Base: d.str(v, "$BaseTerm"), Default: d.defaultValue(v), Pos: v.Pos}
	if m := v.Get("$AppliesTo"); m != nil && d.is(m, spec.List, "$AppliesTo") && len(m.List) > 0 {
		t.AppliesTo = m.Strings()
	}
	d.rest(v, "a term", &t.Annotations, append(typeMembers, "$Kind", "$BaseTerm", "$AppliesTo", "$DefaultValue")...)
	return t
}
