package odata

import (
	"fmt"
	"reflect"
)

// Unmarshal decodes JSON into v, a pointer to a model or patch (also in an interface that holds the pointer), to an interface of models such
// as intunebeta.AnyMobileApp, or to a slice of models, of pointers to them or of such interfaces, and replaces all that was there. Nothing is written if the JSON is malformed, has a name twice in one object, or
// is nested over 10,000 levels deep; the error then gives the byte offset. A value that does not fit its property is no
// error: see Misfits.
//
// The decoded strings share pieces of memory of 64 KiB at most; structs of one type behind pointers, and the elements of short lists, are made in groups. A program
// that keeps a little of many bodies for long uses UnmarshalOwned, or copies what it keeps, strings with strings.Clone.
func Unmarshal(data []byte, v any) error { return unmarshal(newDecoder(data), v) }

// UnmarshalOwned is Unmarshal with memory for each string, each struct behind a pointer and each list: what is kept keeps nothing else. It takes an
// allocation for each, and several times as long.
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
	// Decoded aside, so that an error leaves the target as it was.
	fresh := reflect.New(target.Type())
	if err := d.root(fresh); err != nil {
		return err
	}
	target.Set(fresh.Elem())
	return nil
}

// targetOf returns what v points to.
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

// root decodes the whole text into what v points to.
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
		pr.typ = pr.typ.Elem() // each is decoded by itself
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
			return d.page(pr, v.Elem(), i)
		}
		return d.array(pr, v.UnsafePointer(), i)
	})
	if end == misfit {
		return fmt.Errorf("odata: offset %d: want an array of objects", start)
	}
	return d.err
}
