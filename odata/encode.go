package odata

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Marshal encodes a model, a patch, a pointer or interface that holds one, or a slice of them. A decoded value gives the JSON
// value that it was decoded from; one made in Go begins with its @odata.type.
//
// It is an error to encode an abstract type that was not received, a property set to a nil pointer or interface, a text that is not
// UTF-8, and a name in Extra that the type has as a property.
func Marshal(v any) ([]byte, error) {
	e := encoder{}
	return e.encode(v)
}

// PatchBody encodes a patch as the body of an update: @odata.type comes first in every object, whatever was received. Null for a
// property of the patch that is not nullable is an error.
func PatchBody(v any) ([]byte, error) {
	e := encoder{body: true, root: rootPatch}
	return e.encode(v)
}

// CreateBody encodes a model as the body that creates or replaces it: like PatchBody, without the model's read-only properties and
// without annotations in its Extra.
func CreateBody(v any) ([]byte, error) {
	e := encoder{body: true, root: rootCreate}
	return e.encode(v)
}

// ParamsBody encodes the parameters of an action.
func ParamsBody(v any) ([]byte, error) {
	e := encoder{body: true}
	return e.encode(v)
}

// An encoder appends JSON to b.
type encoder struct {
	b     []byte
	body  bool     // a request body: types are the structs' own, whatever was received
	root  rootKind // rules for the outermost object
	depth int
}

type rootKind uint8

const (
	rootPlain rootKind = iota
	rootPatch
	rootCreate
)

func (e *encoder) encode(v any) ([]byte, error) {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer || rv.Kind() == reflect.Interface {
		if rv.IsNil() {
			return nil, fmt.Errorf("odata: cannot encode a nil %T", v)
		}
		rv = rv.Elem()
	}
	var err error
	switch rv.Kind() {
	case reflect.Struct:
		err = e.structOf(rv, e.root)
	case reflect.Slice:
		err = e.slice(rv)
	default:
		err = fmt.Errorf("odata: cannot encode a %T; want a model, a patch or a slice of them", v)
	}
	if err != nil {
		return nil, err
	}
	return e.b, nil
}

func (e *encoder) slice(rv reflect.Value) error {
	e.b = append(e.b, '[')
	for i := range rv.Len() {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		if err := e.model(rv.Index(i)); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// errNil is the error of a value that stands for nothing.
var errNil = errors.New("is nil; use odata.Null to send null")

// model encodes a struct, or what a pointer or interface holds.
func (e *encoder) model(rv reflect.Value) error {
	for rv.Kind() == reflect.Pointer || rv.Kind() == reflect.Interface {
		if rv.IsNil() {
			return errNil
		}
		rv = rv.Elem()
	}
	return e.structOf(rv, rootPlain)
}

func (e *encoder) structOf(rv reflect.Value, root rootKind) error {
	p, err := planOf(rv.Type())
	if err != nil {
		return err
	}
	if !rv.CanAddr() {
		copied := reflect.New(rv.Type())
		copied.Elem().Set(rv)
		rv = copied.Elem()
	}
	return e.object(p, rv.Addr().UnsafePointer(), root)
}

// maxEncodeDepth is the depth that decoding accepts; a deeper value is most likely a cycle of pointers.
const maxEncodeDepth = 10_000

func (e *encoder) object(p *plan, m mem, root rootKind) error {
	if e.depth++; e.depth > maxEncodeDepth {
		return fmt.Errorf("odata: nested over %d levels", maxEncodeDepth)
	}
	data := as[Extra](at(m, p.extra)).data()
	e.b = append(e.b, '{')
	typed, err := e.typeMember(p, data)
	if err != nil {
		return err
	}
	for i := range p.props {
		if err := e.property(p, &p.props[i], m, root); err != nil {
			return fmt.Errorf("%s: %w", p.props[i].name, err)
		}
	}
	for i := range data.members {
		if err := e.extra(p, m, &data.members[i], root, typed); err != nil {
			return err
		}
	}
	e.b = append(e.b, '}')
	e.depth--
	return nil
}

// typeMember writes @odata.type where there is one, and reports whether there is.
func (e *encoder) typeMember(p *plan, data *extraData) (bool, error) {
	text := p.typeText
	switch {
	case data.form == typeOther:
		text = data.text
	case p.abstract && (e.body || data.form == typeUnset):
		return false, fmt.Errorf("odata: %s is abstract; send one of its derived types", p.typeName())
	case e.body || data.form == typeUnset || data.form == typeOwn:
	case data.form == typeFlipped:
		text = flipped(text)
	default:
		return false, nil
	}
	if text == "" && data.form != typeOther {
		return false, nil
	}
	e.b = appendString(append(e.b, `"@odata.type":`...), text)
	return true, nil
}

func (e *encoder) property(p *plan, pr *prop, m mem, root rootKind) error {
	st := *as[state](at(m, pr.state))
	if st == isAbsent || root == rootCreate && pr.flags&readonly != 0 {
		return nil
	}
	if e.b[len(e.b)-1] == '{' {
		e.b = append(e.b, pr.key...)
	} else {
		e.b = append(e.b, pr.member...)
	}
	if st&kindMask == isNull {
		if root == rootPatch && pr.flags&nonnull != 0 {
			return errors.New("is not nullable; leave it unset or set a value")
		}
		e.b = append(e.b, "null"...)
		return nil
	}
	if pr.list {
		return e.list(pr, at(m, pr.value))
	}
	return e.value(pr, at(m, pr.value), st)
}

func (e *encoder) list(pr *prop, m mem) error {
	rv := valueAt(pr.typ, m)
	e.b = append(e.b, '[')
	for i := range rv.Len() {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		if err := e.value(pr, rv.Index(i).Addr().UnsafePointer(), isValue); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// extra writes a member of an Extra.
func (e *encoder) extra(p *plan, m mem, x *member, root rootKind, typed bool) error {
	if root == rootCreate && strings.Contains(x.name, "@") || typed && x.name == typeMember {
		return nil
	}
	if i, ok := p.index[x.name]; ok && (p.patch && !x.received || *as[state](at(m, p.props[i].state)) != isAbsent) {
		return fmt.Errorf("odata: Extra holds %s, which is a property of %s; set the property", x.name, p.typ.Name())
	}
	if e.b[len(e.b)-1] != '{' {
		e.b = append(e.b, ',')
	}
	e.b = append(append(appendString(e.b, x.name), ':'), x.raw...)
	return nil
}
