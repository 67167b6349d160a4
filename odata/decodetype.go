package odata

import (
	"reflect"
	"strings"
)

// derived decodes the object at i into a new model of the type that its @odata.type names, or of the declared type if
// that is unknown or missing.
func (d *decoder) derived(pr *prop, m mem, i int) int {
	name, ok := d.typeName(i)
	if !ok {
		return failed
	}
	p, err := planOf(pr.family.named(name))
	if err != nil {
		return d.broken(err)
	}
	model := d.newStruct(p)
	valueAt(pr.elem, m).Set(reflect.NewAt(p.typ, model))
	return d.object(p, model, i)
}

// typeName returns the type that the object at i names, without #. It is usually the first member; looking for it
// anywhere else reads the object, and this is done once for all objects inside.
func (d *decoder) typeName(i int) (string, bool) {
	value := d.space(i + 1)
	if key := `"` + typeMember + `":`; strings.HasPrefix(d.s[value:], key) {
		value = d.space(value + len(key))
	} else if !d.indexTypes(i) {
		return "", false
	} else if value = d.types.found[i]; value == 0 {
		return "", true
	}
	if d.b[value] != '"' {
		return "", true
	}
	end, plain := d.quoted(value)
	if end < 0 {
		return "", false
	}
	return strings.TrimPrefix(d.text(value, end, plain), "#"), true
}

// typeIndex holds where the objects in a part of the text have the value of their @odata.type. Looking for each when it
// is needed would read nested objects once per level.
type typeIndex struct {
	end       int // of the part that is indexed
	found     map[int]int
	recording bool
}

func (x *typeIndex) record(object, value int) {
	if x.found == nil {
		x.found = map[int]int{}
	}
	x.found[object] = value
}

// indexTypes indexes the object at i and all in it, unless that is done.
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
