package csdljson

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

var kindNames = map[spec.Kind]string{spec.Null: "null", spec.Bool: "true or false", spec.Number: "a number",
	spec.String: "a string", spec.List: "a list", spec.Object: "an object"}

// is reports whether v is of a kind. It adds a fault if it is not.
func (d *decoder) is(v *spec.Value, kind spec.Kind, what string) bool {
	if v.Kind != kind {
		d.fault(v, "write "+kindNames[kind], "%s is %s", what, kindNames[v.Kind])
		return false
	}
	return true
}

// str returns a member that is a string, or "" if it is absent.
func (d *decoder) str(v *spec.Value, name string) string {
	if m := v.Get(name); m != nil && d.is(m, spec.String, name) {
		return m.Text
	}
	return ""
}

// required returns a member that is a string. It adds a fault if it is absent or empty.
func (d *decoder) required(v *spec.Value, name string) string {
	text := d.str(v, name)
	if text == "" {
		d.fault(v, "add it", "there is no %s", name)
	}
	return text
}

// flag returns a member that is true or false. For a missing member it returns absent.
func (d *decoder) flag(v *spec.Value, name string, absent bool) bool {
	if m := v.Get(name); m != nil && d.is(m, spec.Bool, name) {
		return m.IsTrue()
	}
	return absent
}

// list returns the objects of a member that is a list of objects.
func (d *decoder) list(v *spec.Value, name string) []*spec.Value {
	m := v.Get(name)
	if m == nil || !d.is(m, spec.List, name) {
		return nil
	}
	var items []*spec.Value
	for i := range m.List {
		if d.is(&m.List[i], spec.Object, "an item of "+name) {
			items = append(items, &m.List[i])
		}
	}
	return items
}

// pairs returns the members of a member that is an object of strings, without annotations.
func (d *decoder) pairs(v *spec.Value, name string) []spec.Member {
	m := v.Get(name)
	if m == nil || !d.is(m, spec.Object, name) {
		return nil
	}
	var out []spec.Member
	for i := range m.Members {
		if p := m.Members[i]; !strings.Contains(p.Name, "@") && d.is(&p.Value, spec.String, p.Name) {
			out = append(out, p)
		}
	}
	return out
}

func (d *decoder) unknown(v *spec.Value, name, where string) {
	d.fault(v, "correct or remove it", "%s is not a valid member of %s", name, where)
}

// rest collects the annotations of an object. It adds a fault for each other member that is not in
// known.
func (d *decoder) rest(v *spec.Value, where string, into *[]*spec.Annotation, known ...string) {
	if !d.is(v, spec.Object, where) {
		return
	}
	for i := range v.Members {
		name := v.Members[i].Name
		isAnnotation := into != nil && strings.HasPrefix(name, "@")
		if !isAnnotation && !slices.Contains(known, name) {
			d.unknown(&v.Members[i].Value, name, where)
		}
	}
	if into != nil {
		*into = d.annotations(v, "")
	}
}
