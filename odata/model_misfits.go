package odata

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// A Misfit is a received value that does not fit the type of its property. Extra keeps it.
type Misfit struct {
	Path  string // from the argument of Misfits: "target/deviceType"
	Value json.RawMessage
}

// Misfits lists the received values, at every depth, that do not fit the type of their property.
func Misfits(v any) []Misfit {
	rv, p, err := modelOf(v)
	if err != nil {
		return nil
	}
	return misfits(nil, "", rv, p)
}

func misfits(list []Misfit, path string, rv reflect.Value, p *plan) []Misfit {
	for name, raw := range as[Extra](at(rv.UnsafePointer(), p.extra)).All() {
		if _, ok := p.property(name); ok {
			list = append(list, Misfit{path + name, raw})
		}
	}
	for i := range p.props {
		pr := &p.props[i]
		if *as[state](at(rv.UnsafePointer(), pr.state))&kindMask != isValue || pr.elem == nil {
			continue
		}
		value := valueAt(pr.typ, at(rv.UnsafePointer(), pr.value))
		if !pr.list {
			list = nestedMisfits(list, path+pr.name, value)
			continue
		}
		for j := range value.Len() {
			list = nestedMisfits(list, fmt.Sprintf("%s%s[%d]", path, pr.name, j), value.Index(j))
		}
	}
	return list
}

func nestedMisfits(list []Misfit, path string, value reflect.Value) []Misfit {
	if value.Kind() == reflect.Struct {
		value = value.Addr()
	}
	if nested, p, err := modelOf(value.Interface()); err == nil {
		return misfits(list, path+"/", nested, p)
	}
	return list
}
