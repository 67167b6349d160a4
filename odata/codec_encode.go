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

// Marshal encodes a model, a patch, a pointer or interface that holds one, or a slice of them. A
// decoded value gives the JSON value that it was decoded from. A value made in Go starts with its
// @odata.type.
//
// It is an error to encode an abstract type that was not received, a property set to a nil pointer
// or interface, a text that is not UTF-8, or a name in Extra for which the type has a property. The
// error has the path: "odata: Device.parts[0].name: …".
func Marshal(v any) ([]byte, error) { return encode(v, encoder{}) }

// Append appends the result of [Marshal] to b. It does not allocate if b has room. On an error it
// returns b unchanged.
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
	body  bool     // a request body, which has the types of the structs, not those received
	sent  bool     // the text is sent, so a time needs a zone
	omit  propFlag // omit properties with such a flag, and annotations, at every depth
	clone bool     // a model is copied for its creation elsewhere
	known TypeSet  // the types of the package; nil if that is not known
	hide  bool     // write a placeholder for each secret
	root  rootKind // rules for the outermost object
	depth int
	path  []string // the place of an error, innermost first
}

type rootKind uint8

const (
	rootPlain rootKind = iota
	rootPatch
	rootCreate
)

// buffers keeps encoders for their buffers. encode returns a copy of the right size.
var buffers = sync.Pool{New: func() any { return new(encoder) }}

// maxPooled is the size of the largest buffer that is kept for reuse, for encoding and for
// decoding.
const maxPooled = 16 << 20

// encode encodes v by the rules of an encoder without a buffer.
func encode(v any, rules encoder) ([]byte, error) {
	e := buffers.Get().(*encoder)
	rules.b = e.b[:0]
	*e = rules
	err := e.whole(v)
	var b []byte
	if err == nil {
		b = bytes.Clone(e.b)
	}
	if cap(e.b) <= maxPooled {
		buffers.Put(e)
	}
	return b, err
}

// whole appends the outermost value. An error says where it occurred.
func (e *encoder) whole(v any) error {
	t := reflect.TypeOf(v)
	if t == nil {
		return errors.New("odata: cannot encode nil; want a model, a patch or a slice of them")
	}
	err := e.held(v, e.root)
	if _, other := err.(errNoModel); len(e.path) == 0 && other {
		return fmt.Errorf("odata: cannot encode a %v; want a model, a patch or a slice of them", t)
	}
	if len(e.path) == 0 && err == errNil {
		return fmt.Errorf("odata: cannot encode a nil %v", t)
	}
	return e.located(t, err)
}

// located prefixes an error with its place.
func (e *encoder) located(t reflect.Type, err error) error {
	if err == nil || len(e.path) == 0 && strings.HasPrefix(err.Error(), "odata: ") {
		return err
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return fmt.Errorf("odata: %s%w", t.Name(), e.placed(err))
}

// placed prefixes an error with the path inside the outermost value.
func (e *encoder) placed(err error) error {
	slices.Reverse(e.path)
	return fmt.Errorf("%s: %w", strings.Join(e.path, ""), err)
}

// at records that an error occurred inside place, innermost first. It omits the path into values
// that are nested too deeply, which would be just as deep.
func (e *encoder) at(place string, err error) error {
	if err != errDeep {
		e.path = append(e.path, place)
	}
	return err
}

// held appends the value that v holds. It does so without reflect.Value, so that the compiler sees
// that no address escapes and the caller's patch can stay on the stack.
func (e *encoder) held(v any, root rootKind) error {
	t, word := reflect.TypeOf(v), wordOf(v)
	if liesInWord(t) {
		return e.model(t, mem(&word), root)
	}
	return e.model(t, word, root)
}

// model appends the value of type t at m: a struct, the value of a pointer or interface, or the
// outermost slice.
func (e *encoder) model(t reflect.Type, m mem, root rootKind) error {
	switch t.Kind() {
	case reflect.Struct:
		p, err := planOf(t)
		if err != nil {
			return err
		}
		return e.object(p, m, root)
	case reflect.Pointer:
		if m = *as[mem](m); m != nil {
			return e.model(t.Elem(), m, root)
		}
		return errNil
	case reflect.Interface:
		if v := interfaceAt(m, t.NumMethod()); v != nil {
			return e.held(v, root)
		}
		return errNil
	case reflect.Slice:
		if e.depth == 0 {
			return e.slice(t.Elem(), m)
		}
	}
	return errNoModel{t}
}

// slice appends the slice at m of values of type t.
func (e *encoder) slice(t reflect.Type, m mem) error {
	e.depth++
	first, n := sliceAt(m)
	e.b = append(e.b, '[')
	for i := range n {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		if err := e.model(t, at(first, uintptr(i)*t.Size()), rootPlain); err != nil {
			return e.at("["+strconv.Itoa(i)+"]", err)
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// errNil is the error of a nil pointer or interface.
var errNil = errors.New("is nil; use odata.Null to send null")

// errNoModel is the error of a value that is not a model.
type errNoModel struct{ t reflect.Type }

func (e errNoModel) Error() string { return fmt.Sprintf("holds a %v, which is not a model", e.t) }
