package odata

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Marshal encodes a model, a patch, a pointer or interface that holds one, or a slice of them. A decoded value gives the JSON
// value that it was decoded from; one made in Go begins with its @odata.type.
//
// It is an error to encode an abstract type that was not received, a property set to a nil pointer or interface, a text that is not
// UTF-8, and a name in Extra that the type has as a property. The error says where: "odata: Device.parts[0].name: …".
func Marshal(v any) ([]byte, error) { return encode(v, false, rootPlain) }

// Append appends what Marshal returns to b, and allocates nothing if it has room there. On an error it returns b as it was.
func Append(b []byte, v any) ([]byte, error) {
	e := encoder{b: b}
	if err := e.whole(v); err != nil {
		return b, err
	}
	return e.b, nil
}

// An encoder appends JSON to b.
type encoder struct {
	b     []byte
	body  bool     // a request body: types are the structs' own, whatever was received
	less  propFlag // properties with such a flag are left out at every depth, and so are annotations
	null  bool     // null is left out, too
	root  rootKind // rules for the outermost object
	depth int
	path  []string // on an error, where it is, innermost first
}

type rootKind uint8

const (
	rootPlain rootKind = iota
	rootPatch
	rootCreate
)

// buffers keeps encoders for their buffers: what is returned is a copy of the right size.
var buffers = sync.Pool{New: func() any { return new(encoder) }}

// largestKept is the size of the largest buffer that is kept.
const largestKept = 16 << 20

func encode(v any, body bool, root rootKind) ([]byte, error) {
	e := buffers.Get().(*encoder)
	*e = encoder{b: e.b[:0], body: body, root: root}
	err := e.whole(v)
	var b []byte
	if err == nil {
		b = bytes.Clone(e.b)
	}
	if cap(e.b) <= largestKept {
		buffers.Put(e)
	}
	return b, err
}

// whole appends the outermost value, or says where it cannot.
func (e *encoder) whole(v any) error {
	p, m, err := structOf(v)
	switch list := listOf(v); {
	case p != nil:
		err = e.object(p, m, e.root)
	case list.Kind() == reflect.Slice:
		err = e.slice(list)
	}
	return e.located(v, err)
}

// located puts the place in front of an error.
func (e *encoder) located(v any, err error) error {
	if err == nil || len(e.path) == 0 && strings.HasPrefix(err.Error(), "odata: ") {
		return err
	}
	t := reflect.TypeOf(v)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return fmt.Errorf("odata: %s%w", t.Name(), e.placed(err))
}

// placed puts the path inside the outermost value in front of an error.
func (e *encoder) placed(err error) error {
	slices.Reverse(e.path)
	return fmt.Errorf("%s: %w", strings.Join(e.path, ""), err)
}

// at notes, innermost first, that an error is inside of place. The path into what is nested too deeply would be as deep.
func (e *encoder) at(place string, err error) error {
	if err != errDeep {
		e.path = append(e.path, place)
	}
	return err
}

// listOf returns what v is or points to.
func listOf(v any) reflect.Value {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer || rv.Kind() == reflect.Interface {
		rv = rv.Elem()
	}
	return rv
}

func (e *encoder) slice(rv reflect.Value) error {
	e.b = append(e.b, '[')
	for i := range rv.Len() {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		p, m, err := modelAt(rv.Index(i))
		if err == nil {
			err = e.object(p, m, rootPlain)
		}
		if err != nil {
			return e.at("["+strconv.Itoa(i)+"]", err)
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// errNil is the error of a value that stands for nothing.
var errNil = errors.New("is nil; use odata.Null to send null")

// structOf returns the struct that v is or, through pointers and interfaces, points to.
func structOf(v any) (*plan, mem, error) {
	t := reflect.TypeOf(v)
	if t == nil {
		return nil, nil, errors.New("odata: cannot encode nil; want a model, a patch or a slice of them")
	}
	if t.Kind() == reflect.Struct {
		p, err := planOf(t)
		return p, structIn(v, t), err
	}
	p, m, err := modelAt(reflect.ValueOf(v))
	switch {
	case err == errNil:
		return nil, nil, fmt.Errorf("odata: cannot encode a nil %v", t)
	case p == nil && err == nil:
		return nil, nil, fmt.Errorf("odata: cannot encode a %v; want a model, a patch or a slice of them", t)
	}
	return p, m, err
}

// modelAt returns the struct that an addressable value is, or that a pointer or interface holds; a nil plan if that is none.
func modelAt(rv reflect.Value) (*plan, mem, error) {
	for rv.Kind() == reflect.Pointer || rv.Kind() == reflect.Interface {
		if rv.IsNil() {
			return nil, nil, errNil
		}
		rv = rv.Elem()
	}
	if rv.Kind() != reflect.Struct {
		return nil, nil, nil
	}
	p, err := planOf(rv.Type())
	if err != nil {
		return nil, nil, err
	}
	if !rv.CanAddr() {
		copied := reflect.New(rv.Type())
		copied.Elem().Set(rv)
		rv = copied.Elem()
	}
	return p, rv.Addr().UnsafePointer(), nil
}
