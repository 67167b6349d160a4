package odata

import (
	"fmt"
	"reflect"
)

// PatchOf returns a patch with the writable properties of a model of the same type. It omits the
// properties that the service manages, those that only a create sets, and Extra. If the type of the
// model is known only at run time, use [FillPatch].
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
