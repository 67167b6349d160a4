package odata

import (
	"reflect"
	"sync/atomic"
)

// subtype is a type that the values of an interface of models can have.
type subtype struct {
	typ   reflect.Type         // the struct
	cache atomic.Pointer[plan] // of typ, once needed
}

// plan returns the plan of the struct.
func (s *subtype) plan() (*plan, error) {
	if p := s.cache.Load(); p != nil {
		return p, nil
	}
	p, err := planOf(s.typ)
	if err == nil {
		s.cache.Store(p)
	}
	return p, err
}
