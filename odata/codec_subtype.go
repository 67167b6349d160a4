package odata

import (
	"reflect"
	"sync/atomic"
)

// subtype is a type that the values of an interface of models may have.
type subtype struct {
	typ  reflect.Type // the struct
	made atomic.Pointer[subtypePlan]
}

// subtypePlan is what decoding needs of a subtype: finding it for each value would take longer than most values do.
type subtypePlan struct {
	plan *plan
	word uintptr // the first of the interface that holds a pointer to such a struct
}

// plan returns the plan of the subtype, whose interface is of type t.
func (v *subtype) plan(t reflect.Type) (*subtypePlan, error) {
	if known := v.made.Load(); known != nil {
		return known, nil
	}
	p, err := planOf(v.typ)
	if err != nil {
		return nil, err
	}
	holder := reflect.New(t)
	holder.Elem().Set(reflect.Zero(reflect.PointerTo(v.typ)))
	known := &subtypePlan{plan: p, word: typeWordAt(holder.UnsafePointer())}
	v.made.Store(known)
	return known, nil
}
