package csdl

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// typeRef returns the type that an element's attribute Type names, with its nullability and facets.
// In XML a value may be null unless Nullable says otherwise.
func (r *reader) typeRef(e *element) spec.TypeRef {
	name, collection := splitCollection(r.required(e, "Type"))
	return spec.TypeRef{Name: name, Collection: collection, Nullable: r.flag(e, "Nullable", true), Facets: r.facets(e, name), Pos: e.pos}
}

// splitCollection returns the name of the type in "Collection(…)".
func splitCollection(written string) (name string, collection bool) {
	inner, ok := strings.CutPrefix(written, "Collection(")
	if inner, closed := strings.CutSuffix(inner, ")"); ok && closed {
		return strings.TrimSpace(inner), true
	}
	return written, false
}

// facets returns the facets of a type, in the normal form that [spec.Facets] describes.
func (r *reader) facets(e *element, typeName string) *spec.Facets {
	f := r.givenFacets(e)
	if typeName == "Edm.Decimal" && f.Scale == "" {
		f.Scale = "0"
	}
	if f.Precision == "" && isTemporal(typeName) {
		f.Precision = "0"
	}
	return r.shared(f)
}

// shared returns one pointer for all equal facets, and nil for none.
func (r *reader) shared(f spec.Facets) *spec.Facets {
	if f == (spec.Facets{}) {
		return nil
	}
	known, ok := r.facetsOf[f]
	if !ok {
		known = f.OrNil()
		r.facetsOf[f] = known
	}
	return known
}

func isTemporal(typeName string) bool {
	return typeName == "Edm.DateTimeOffset" || typeName == "Edm.Duration" || typeName == "Edm.TimeOfDay"
}

func (r *reader) givenFacets(e *element) spec.Facets {
	f := spec.Facets{MaxLength: r.number(e, "MaxLength", "max"), Precision: r.number(e, "Precision"),
		Scale: r.number(e, "Scale", "variable", "floating"), SRID: r.number(e, "SRID", "variable")}
	if f.MaxLength == "max" {
		f.MaxLength = ""
	}
	if !r.flag(e, "Unicode", true) {
		f.Unicode = "false"
	}
	return f
}

// number returns an attribute whose value is a number without sign or one of words.
func (r *reader) number(e *element, name string, words ...string) string {
	value := strings.TrimSpace(e.attr(name))
	for _, word := range words {
		if strings.EqualFold(value, word) {
			return word
		}
	}
	if value == "" {
		return ""
	}
	n, err := strconv.ParseUint(value, 10, 32)
	if err != nil {
		r.fault(e, strings.Join(append([]string{"write a number"}, words...), " or "), "%s of %s is %q", name, e.name, value)
		return ""
	}
	return strconv.FormatUint(n, 10)
}

func (r *reader) enumType(e *element) *spec.EnumType {
	t := &spec.EnumType{Name: r.required(e, "Name"), Underlying: e.attr("UnderlyingType"), Flags: r.flag(e, "IsFlags", false), Pos: e.pos}
	r.each(e, func(c *element) {
		if c.name == "Member" {
			t.Members = append(t.Members, r.member(c, t.Members))
			return
		}
		r.annotationOr(c, e, &t.Annotations)
	})
	return t
}

// member reads a member. Without a value it has that of the member before it plus one (CSDL XML
// 4.01, section 10.3.2).
func (r *reader) member(e *element, before []*spec.EnumMember) *spec.EnumMember {
	m := &spec.EnumMember{Name: r.required(e, "Name"), Pos: e.pos}
	if len(before) > 0 {
		m.Value = before[len(before)-1].Value + 1
	}
	if written := e.attr("Value"); written != "" {
		value, err := strconv.ParseInt(strings.TrimSpace(written), 10, 64)
		if err != nil {
			r.fault(e, "write an integer of 64 bits", "the value of member %s is %q", m.Name, written)
		}
		m.Value = value
	}
	r.each(e, func(c *element) { r.annotationOr(c, e, &m.Annotations) })
	return m
}
