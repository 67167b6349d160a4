package odata

import (
	"fmt"
	"reflect"
)

// PatchOf returns a patch with the writable properties of a model of the same type. It omits the
// properties that the service manages, those that only a create sets, and Extra. If the type of the model is known only at run
// time, use [FillPatch].
func PatchOf[P any](model any) (P, error) {
	var patch P
	return patch, FillPatch(&patch, model)
}

// FillPatch sets the properties of a patch as [PatchOf] does. patch is a pointer as NewPatch of a
// generated package returns it. This makes the patch for any value from a list of a polymorphic
// type:
//
//	patch, ok := intunebeta.NewPatch(odata.TypeName(model))
//	err := odata.FillPatch(patch, model)
func FillPatch(patch, model any) error {
	if t := reflect.TypeOf(patch); t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || reflect.ValueOf(patch).IsNil() {
		return fmt.Errorf("odata: %T does not point to a patch struct; pass the patch of the model's own type", patch)
	}
	from, p, err := modelOf(model)
	if err != nil {
		return err
	}
	to, q, err := modelOf(patch)
	if err != nil {
		return err
	}
	if p.typeText != q.typeText {
		return fmt.Errorf("odata: %s is not the patch type of %s", q.typ.Name(), p.typ.Name())
	}
	for i := range q.props {
		n, ok := p.property(q.props[i].name)
		if ok && q.props[i].flags&(managed|createonly) == 0 && p.props[n].typ == q.props[i].typ {
			copyProp(&q.props[i], to, &p.props[n], from)
		}
	}
	return nil
}

// IsEmpty reports whether a patch sets no property and has nothing in Extra.
func IsEmpty(patch any) bool {
	rv, p, err := modelOf(patch)
	if err != nil {
		return true
	}
	for i := range p.props {
		if *as[state](at(rv.UnsafePointer(), p.props[i].state)) != isAbsent {
			return false
		}
	}
	return as[Extra](at(rv.UnsafePointer(), p.extra)).Len() == 0
}

// Clone returns a deep copy of a model that is to be created elsewhere. At every depth it omits
// read-only properties, properties that the service manages, and annotations. It keeps navigation
// properties, whose ids are valid in one tenant only. Clear those that are not to be sent, or read
// the model without Expand.
func Clone[T any](model T) (T, error) {
	var none T
	_, p, err := modelOf(model)
	if err != nil {
		return none, err
	}
	e := encoder{omit: readonly | managed}
	if err := e.whole(model); err != nil {
		return none, err
	}
	copied := reflect.New(p.typ)
	if err := Unmarshal(e.b, copied.Interface()); err != nil {
		return none, err
	}
	if same, ok := copied.Interface().(T); ok {
		return same, nil
	}
	return copied.Elem().Interface().(T), nil
}

// Difference returns the properties of want that differ from have, compared as JSON values. It
// omits managed properties, which the service owns, write-only ones, which it never returns (both
// also inside nested values), and those that only a create sets. Nested read-only properties and annotations are not compared either. A
// nested property that is null on one side and absent on the other makes no difference. Extra is
// omitted. If the two are patches of different types in an interface, such as
// intunebeta.AnyMobileAppPatch or any, all properties of want differ.
func Difference[P any](have, want P) P {
	from, p, err := modelOf(want)
	if err != nil {
		return want
	}
	old, q, err := modelOf(have)
	diff := reflect.New(p.typ)
	for i := range p.props {
		pr := &p.props[i]
		same := err == nil && q == p && pr.equal(from, old)
		if pr.flags&(managed|writeonly|createonly) == 0 && *as[state](at(from.UnsafePointer(), pr.state)) != isAbsent && !same {
			copyProp(pr, diff, pr, from)
		}
	}
	if value, ok := diff.Elem().Interface().(P); ok {
		return value
	}
	return diff.Interface().(P)
}

// equal reports whether two models have the same value of a property. A value that cannot be
// encoded equals no other.
func (pr *prop) equal(model, other reflect.Value) bool {
	a, b := pr.json(model), pr.json(other)
	return a != "" && b != "" && equalJSON(a, b)
}

// json returns the part of a property's value that is compared, as JSON. It is "" if the property
// is absent or cannot be encoded.
func (pr *prop) json(model reflect.Value) string {
	st := *as[state](at(model.UnsafePointer(), pr.state))
	e := encoder{body: true, omit: readonly | managed | writeonly, null: true}
	if st == isAbsent || e.property(pr, mem(model.UnsafePointer()), st, rootPlain) != nil {
		return ""
	}
	return string(e.b)
}
