package odata

import (
	"fmt"
	"reflect"
)

// UnmarshalResult decodes the result of a call into v, a pointer to what the call returns: a model, a scalar, or a slice
// of either. find makes a new model by the name of its type, for results whose declared type has derived types; it is nil
// for others.
func UnmarshalResult(data []byte, v any, find func(name string) any) error {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		return fmt.Errorf("odata: cannot decode into %T; want a pointer that is not nil", v)
	}
	pr := prop{typ: target.Type().Elem(), derived: find}
	if err := pr.setKind(); err != nil {
		return fmt.Errorf("odata: cannot decode into %v: %w", pr.typ, err)
	}
	if pr.kind == kindAny && find == nil {
		return fmt.Errorf("odata: cannot decode into %v, which does not say which type to make", pr.typ)
	}
	fresh := reflect.New(pr.typ)
	d := newDecoder(data)
	end := d.whole(d.space(0), func(i int) int {
		if pr.list {
			return d.array(&pr, fresh.UnsafePointer(), i)
		}
		return d.value(&pr, fresh.UnsafePointer(), i)
	})
	if end == misfit {
		return fmt.Errorf("odata: the answer is no %v", pr.typ)
	}
	if d.err == nil {
		target.Elem().Set(fresh.Elem())
	}
	return d.err
}

// An Envelope is what an answer says around its value.
type Envelope struct {
	Value    []byte // JSON of the member value; nil when there is none
	NextLink string
	Count    int64 // of @odata.count, -1 when it is not there
	Object   bool  // the answer is an object
	Alone    bool  // besides value there are annotations only, so that the answer is what it holds
}

// Unwrap reads what stands around the value of an answer. An answer that is no object has nothing around it.
func Unwrap(data []byte) (Envelope, error) {
	e := Envelope{Count: -1, Alone: true}
	d := newDecoder(data)
	start := d.space(0)
	if e.Object = d.b[start] == '{'; !e.Object {
		return e, nil
	}
	d.whole(start, func(i int) int {
		return d.eachMember(i, func(name string, at, end int) {
			switch {
			case name == "value":
				e.Value = data[at:end]
			case name == "@odata.nextLink" && d.b[at] == '"':
				e.NextLink = unquoted(d, at)
			case name == "@odata.count":
				if n, after := d.integer(at, 0, 1<<62); after > 0 {
					e.Count = n
				}
			case name == typeMember || name[0] != '@':
				e.Alone = false
			}
		})
	})
	return e, d.err
}

func unquoted(d *decoder, at int) string {
	end, plain := d.quoted(at)
	return d.text(at, end, plain)
}

// eachMember reads an object and yields where the value of each member is.
func (d *decoder) eachMember(i int, yield func(name string, at, end int)) int {
	if i = d.space(i + 1); d.b[i] == '}' {
		return i + 1
	}
	for {
		if d.b[i] != '"' {
			return d.unexpected(i, "a name")
		}
		end, plain := d.quoted(i)
		if end < 0 {
			return failed
		}
		name := d.text(i, end, plain)
		if i = d.space(end); d.b[i] != ':' {
			return d.unexpected(i, ":")
		}
		at := d.space(i + 1)
		if end = d.skip(at); end < 0 {
			return failed
		}
		if name != "" {
			yield(name, at, end)
		}
		if i = d.space(end); d.b[i] == '}' {
			return i + 1
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
}

// IsModel tells whether v points to a single model, or to an interface for one.
func IsModel(v any) bool {
	t := reflect.TypeOf(v).Elem()
	return t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}
