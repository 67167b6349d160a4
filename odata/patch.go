package odata

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// TypeName returns the qualified name of a value's type without #: the received one, if it was another than the struct's.
func TypeName(v any) string {
	rv, p, err := modelOf(v)
	if err != nil {
		return ""
	}
	if data := as[Extra](at(rv.UnsafePointer(), p.extra)).data(); data.form == typeOther {
		return data.text[strings.LastIndexByte(data.text, '#')+1:]
	}
	return p.typeName()
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
		return rv, nil, fmt.Errorf("odata: a %T is no model", v)
	}
	p, err := planOf(rv.Type().Elem())
	return rv, p, err
}

// View returns the properties that a derived value has from Base, as a shallow copy for reading: a list of a polymorphic type is
// read by it without a switch. It is false when v is not a Base.
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

// PatchOf returns a patch with the writable properties that a model of the same type has, without what the service manages and
// without Extra. Where the type of the model is known only at run time, use [FillPatch].
func PatchOf[P any](model any) (P, error) {
	var patch P
	return patch, FillPatch(&patch, model)
}

// FillPatch sets in a patch, a pointer as NewPatch of a generated package returns it, what [PatchOf] would: the patch for any value read
// from a list of a polymorphic type is
//
//	patch, ok := intunebeta.NewPatch(odata.TypeName(model))
//	err := odata.FillPatch(patch, model)
func FillPatch(patch, model any) error {
	if t := reflect.TypeOf(patch); t == nil || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct || reflect.ValueOf(patch).IsNil() {
		return fmt.Errorf("odata: %T points to no patch struct; name the patch of the model's own type", patch)
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
		return fmt.Errorf("odata: a %s is no patch of a %s", q.typ.Name(), p.typ.Name())
	}
	for i := range q.props {
		n, ok := p.property(q.props[i].name)
		if ok && q.props[i].flags&managed == 0 && p.props[n].typ == q.props[i].typ {
			copyProp(&q.props[i], to, &p.props[n], from)
		}
	}
	return nil
}

// IsEmpty tells whether a patch sets nothing: neither a property nor anything in Extra.
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

// Clone returns a deep copy of a model to be created elsewhere: at every depth without read-only properties, those that the service
// manages, and annotations. Navigation properties stay, and with them ids that mean something in the one tenant only; clear those
// that are not to be sent, or do not ask for them: what was read without Expand has none.
func Clone[T any](model T) (T, error) {
	var none T
	_, p, err := modelOf(model)
	if err != nil {
		return none, err
	}
	e := encoder{less: readonly | managed}
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

// Difference returns what want sets otherwise than have: JSON values are compared. Managed and write-only properties are left out, the
// outermost ones and in nested values when these are compared: the service owns the ones and never returns the others. Nested read-only
// properties and annotations make no difference either, nor does a nested property that is null on one side and not there on the
// other. Extra is left out. Of two patches in an interface, such as intunebeta.AnyMobileAppPatch or any, all of want is otherwise where
// the types are.
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
		if pr.flags&(managed|writeonly) == 0 && *as[state](at(from.UnsafePointer(), pr.state)) != isAbsent && !same {
			copyProp(pr, diff, pr, from)
		}
	}
	if value, ok := diff.Elem().Interface().(P); ok {
		return value
	}
	return diff.Interface().(P)
}

// equal tells whether two models have the same value of a property. What cannot be encoded is equal to nothing.
func (pr *prop) equal(model, other reflect.Value) bool {
	a, b := pr.json(model), pr.json(other)
	return a != "" && b != "" && equalJSON(a, b)
}

// json returns what of a property's value counts in comparing, as JSON, "" where it is absent or cannot be encoded.
func (pr *prop) json(model reflect.Value) string {
	st := *as[state](at(model.UnsafePointer(), pr.state))
	e := encoder{body: true, less: readonly | managed | writeonly, null: true}
	if st == isAbsent || e.property(pr, mem(model.UnsafePointer()), st, rootPlain) != nil {
		return ""
	}
	return string(e.b)
}

// A Misfit is a received value that does not fit its property's type; Extra keeps it.
type Misfit struct {
	Path  string // from the value that was asked about: "target/deviceType"
	Value json.RawMessage
}

// Misfits lists the received values, nested ones included, that do not fit their property's type.
func Misfits(v any) []Misfit {
	rv, p, err := modelOf(v)
	if err != nil {
		return nil
	}
	return misfits(nil, "", rv, p)
}

func misfits(list []Misfit, path string, rv reflect.Value, p *plan) []Misfit {
	for name, raw := range as[Extra](at(rv.UnsafePointer(), p.extra)).All() {
		if _, ok := p.property(name); ok {
			list = append(list, Misfit{path + name, raw})
		}
	}
	for i := range p.props {
		pr := &p.props[i]
		if *as[state](at(rv.UnsafePointer(), pr.state))&kindMask != isValue || pr.elem == nil {
			continue
		}
		value := valueAt(pr.typ, at(rv.UnsafePointer(), pr.value))
		if !pr.list {
			list = nestedMisfits(list, path+pr.name, value)
			continue
		}
		for j := range value.Len() {
			list = nestedMisfits(list, fmt.Sprintf("%s%s[%d]", path, pr.name, j), value.Index(j))
		}
	}
	return list
}

func nestedMisfits(list []Misfit, path string, value reflect.Value) []Misfit {
	if value.Kind() == reflect.Struct {
		value = value.Addr()
	}
	if nested, p, err := modelOf(value.Interface()); err == nil {
		return misfits(list, path+"/", nested, p)
	}
	return list
}
