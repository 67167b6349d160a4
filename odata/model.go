package odata

import (
	"fmt"
	"reflect"
)

// TypeName returns the qualified name of a value's type, without #. It is the received name if that
// differs from the struct's. It is "" if v is not a model.
func TypeName(v any) string {
	rv, p, err := modelOf(v)
	if err != nil {
		return ""
	}
	return record{p, rv.UnsafePointer()}.typeName()
}

// modelOf returns a pointer to the struct that v is or holds, and its plan.
func modelOf(v any) (reflect.Value, *plan, error) {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer && rv.Elem().Kind() != reflect.Struct || rv.Kind() == reflect.Interface {
		if rv.IsNil() {
			break
		}
		rv = rv.Elem()
	}
	if rv.Kind() == reflect.Struct {
		copied := reflect.New(rv.Type())
		copied.Elem().Set(rv)
		rv = copied
	}
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return rv, nil, fmt.Errorf("odata: a %T is not a model", v)
	}
	p, err := planOf(rv.Type().Elem())
	return rv, p, err
}

// View returns a shallow copy of the properties that a derived value inherits from Base, for
// reading. With it a list of a polymorphic type is read without a type switch. It reports false if
// v is not derived from Base.
func View[Base any](v any) (*Base, bool) {
	if same, ok := v.(*Base); ok {
		return same, same != nil
	}
	base := new(Base)
	return base, view(v, base)
}

func view(v, base any) bool {
	from, p, err := modelOf(v)
	if err != nil {
		return false
	}
	to, q, err := modelOf(base)
	if err != nil {
		return false
	}
	for i := range q.props {
		n, ok := p.property(q.props[i].name)
		if !ok || p.props[n].typ != q.props[i].typ {
			return false
		}
		copyProp(&q.props[i], to, &p.props[n], from)
	}
	return true
}

func copyProp(to *prop, target reflect.Value, from *prop, source reflect.Value) {
	valueAt(to.typ, at(target.UnsafePointer(), to.value)).Set(valueAt(from.typ, at(source.UnsafePointer(), from.value)))
	*as[state](at(target.UnsafePointer(), to.state)) = *as[state](at(source.UnsafePointer(), from.state))
}
