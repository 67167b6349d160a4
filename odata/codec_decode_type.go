package odata

import (
	"reflect"
	"strings"
)

// derived decodes the object at i into a new model. Its type is the one that its @odata.type names,
// or the declared type if that is unknown or missing.
func (d *decoder) derived(pr *prop, m mem, i int) int {
	name, ok := d.typeName(i)
	if !ok {
		return failed
	}
	p, err := planOf(pr.hierarchy.named(name))
	if err != nil {
		return d.broken(err)
	}
	model := reflect.New(p.typ)
	valueAt(pr.elem, m).Set(model)
	return d.object(p, model.UnsafePointer(), i)
}

// typeName returns the type that the object at i names, without #. If it is not the first member,
// the object must be read to find it. This is done once for all objects inside.
func (d *decoder) typeName(i int) (string, bool) {
	value := d.leadingType(i)
	if value == 0 {
		if !d.indexTypes(i) {
			return "", false
		}
		value = d.types.found[i]
	}
	if value == 0 || d.b[value] != '"' {
		return "", true
	}
	text, end := d.text(value)
	return strings.TrimPrefix(text, "#"), end > 0
}

// leadingType returns where the object at i has the value of its @odata.type, or 0 if that is not
// its first member.
func (d *decoder) leadingType(i int) int {
	i = d.space(i + 1)
	if key := `"` + typeMember + `":`; strings.HasPrefix(d.s[i:], key) {
		return d.space(i + len(key))
	}
	return 0
}

// typeIndex holds where the objects in a part of the text have the value of their @odata.type.
// Looking for each one when it is needed would read nested objects once a level.
type typeIndex struct {
	end       int // the end of the part that is indexed
	found     map[int]int
	recording bool
}

func (x *typeIndex) record(object, value int) {
	if x.found == nil {
		x.found = map[int]int{}
	}
	x.found[object] = value
}

// indexTypes indexes the object at i and all objects in it, unless they are indexed already.
func (d *decoder) indexTypes(i int) bool {
	if i < d.types.end {
		return true
	}
	d.types.recording = true
	end := d.skip(i)
	d.types.recording = false
	d.types.end = max(end, d.types.end)
	return end > 0
}
