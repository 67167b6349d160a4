package odata

import (
	"fmt"
	"reflect"
)

// Unmarshal decodes JSON into v and replaces all that v held. v is a pointer to a model or patch,
// an interface that holds such a pointer, or a pointer to an interface of models, such as
// intunebeta.AnyMobileApp. It can also be a pointer to a slice of models, of pointers to models or
// of such interfaces.
//
// It is an error if the JSON is malformed, has a name twice in one object, or is nested over 10,000
// levels deep. The error gives the byte offset, and v is not changed. A value that does not fit its
// property is not an error; see [Misfits].
//
// Decoded strings share chunks of memory of at most 64 KiB, and the elements of short lists share
// memory too. A program that keeps a little of many bodies for long uses [UnmarshalOwned], or
// copies what it keeps, strings with strings.Clone.
func Unmarshal(data []byte, v any) error { return unmarshal(newDecoder(data), v) }

// UnmarshalOwned is [Unmarshal] with separate memory for each string and each list, so a value that
// is kept keeps no other memory. It makes an allocation for each of them and takes several times as
// long.
func UnmarshalOwned(data []byte, v any) error {
	d := newDecoder(data)
	d.own = true
	return unmarshal(d, v)
}

func unmarshal(d *decoder, v any) error {
	defer d.release()
	target, err := targetOf(v)
	if err != nil {
		return err
	}
	// The value is decoded apart, so that an error leaves the target unchanged.
	fresh := reflect.New(target.Type())
	if err := d.root(fresh); err != nil {
		return err
	}
	target.Set(fresh.Elem())
	return nil
}

// targetOf returns the value that v points to.
func targetOf(v any) (reflect.Value, error) {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return rv, fmt.Errorf("odata: cannot decode into %T; want a pointer to a model that is not nil", v)
	}
	target := rv.Elem()
	if target.Kind() == reflect.Interface && hierarchyOf(target.Type()).base == nil {
		return rv, fmt.Errorf("odata: cannot decode into %T, which does not say which type to make; decode into a pointer to a model", v)
	}
	return target, nil
}

// root decodes the whole text into the value that v points to.
func (d *decoder) root(v reflect.Value) error {
	start := d.space(0)
	switch v.Elem().Kind() {
	case reflect.Slice:
		return d.rootList(v, start)
	case reflect.Interface:
		pr, err := replyProp(v.Type().Elem())
		if err == nil {
			d.whole(start, func(i int) int { return d.reply(pr, v, i) })
			err = d.err
		}
		return err
	}
	p, err := planOf(v.Type().Elem())
	if err != nil {
		return err
	}
	if d.b[start] != '{' {
		d.unexpected(start, "an object")
		return d.err
	}
	d.made = p.patch
	d.whole(start, func(i int) int { return d.object(p, v.UnsafePointer(), i) })
	return d.err
}

// rootList decodes the whole text, an array, into the slice that v points to.
func (d *decoder) rootList(v reflect.Value, start int) error {
	pr := &prop{name: "value", typ: v.Type().Elem()}
	if pr.typ.Elem().Kind() == reflect.Pointer {
		pr.typ = pr.typ.Elem() // each element is decoded alone
	}
	if err := pr.setKind(); err != nil || pr.elem == nil {
		return fmt.Errorf("odata: cannot decode into %v; want a slice of models", v.Type().Elem())
	}
	if pr.kind != kindAny {
		if _, err := planOf(pr.elem); err != nil {
			return err
		}
	}
	end := d.whole(start, func(i int) int {
		if pr.kind == kindPointer {
			return d.page(pr, v.Elem(), i, nil)
		}
		return d.array(pr, v.UnsafePointer(), i)
	})
	if end == misfit {
		return fmt.Errorf("odata: offset %d: want an array of objects", start)
	}
	return d.err
}
