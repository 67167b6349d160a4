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
	sent  bool     // goes out: a time needs a zone
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

// largestKept is the size of the largest buffer that is kept, also of those for decoding.
const largestKept = 16 << 20

func encode(v any, body bool, root rootKind) ([]byte, error) {
	e := buffers.Get().(*encoder)
	*e = encoder{b: e.b[:0], body: body, sent: body, root: root}
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

// located puts the place in front of an error.
func (e *encoder) located(t reflect.Type, err error) error {
	if err == nil || len(e.path) == 0 && strings.HasPrefix(err.Error(), "odata: ") {
		return err
	}
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

// held appends the value that v holds. The compiler sees that no address in it is kept, so that a caller's patch needs no allocation.
func (e *encoder) held(v any, root rootKind) error {
	t, word := reflect.TypeOf(v), wordOf(v)
	if liesInWord(t) {
		return e.model(t, mem(&word), root)
	}
	return e.model(t, word, root)
}

// model appends the value of type t at m: a struct, what a pointer or interface holds, or the outermost slice.
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

// errNil is the error of a value that stands for nothing.
var errNil = errors.New("is nil; use odata.Null to send null")

// errNoModel is the error of a value of another type.
type errNoModel struct{ t reflect.Type }

func (e errNoModel) Error() string { return fmt.Sprintf("holds a %v, which is no model", e.t) }
