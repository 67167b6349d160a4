package odata

import (
	"fmt"
	"reflect"
)

// ModelOf returns the model that has what a patch sets: from one wanted state it can be created by
// the model and updated by the patch. It is the other way of [PatchOf]. M is the model of the
// patch's own type, a pointer to it, or an interface that it implements:
//
//	model, err := odata.ModelOf[intunebeta.WindowsUpdateForBusinessConfiguration](patch)
//	any, err := odata.ModelOf[intunebeta.AnyDeviceConfiguration](patch)
//
// The model has the managed properties that the patch sets, and its Extra. It is an error if the
// patch is of another type, or has in its Extra what it may not send; see [PatchBody]. The model
// shares lists and nested values with the patch.
func ModelOf[M any](patch any) (M, error) {
	var model M
	target := reflect.ValueOf(&model).Elem()
	filled, err := modelFrom(target.Type(), patch)
	if err != nil {
		return model, err
	}
	if target.Kind() == reflect.Struct {
		filled = filled.Elem()
	}
	target.Set(filled)
	return model, nil
}

// modelFrom returns a pointer to the model for a result of type t.
func modelFrom(t reflect.Type, patch any) (reflect.Value, error) {
	from, p, err := modelOf(patch)
	if err != nil {
		return from, err
	}
	if !p.patch {
		return from, fmt.Errorf("odata: %s is not a patch; want the patch of a model", p.typ.Name())
	}
	e := encoder{root: rootPatch}
	if err := e.refuse(p, from.UnsafePointer(), as[Extra](at(from.UnsafePointer(), p.extra)).data(), rootPatch); err != nil {
		return from, err
	}
	q, err := modelPlan(t, p)
	if err != nil {
		return from, err
	}
	to := reflect.New(q.typ)
	for i := range p.props {
		n, ok := q.property(p.props[i].name)
		if !ok || q.props[n].typ != p.props[i].typ {
			return from, fmt.Errorf("odata: %s has no property %s of the patch's type; use packages of one generation", q.typ.Name(), p.props[i].name)
		}
		copyProp(&q.props[n], to, &p.props[i], from)
	}
	*as[Extra](at(to.UnsafePointer(), q.extra)) = *as[Extra](at(from.UnsafePointer(), p.extra))
	return to, nil
}

// modelPlan returns the plan of the model of a patch that is a value of type t.
func modelPlan(t reflect.Type, patch *plan) (*plan, error) {
	model := t
	switch t.Kind() {
	case reflect.Interface:
		model = hierarchyOf(t).byName[patch.typeName()]
	case reflect.Pointer:
		model = t.Elem()
	}
	if model != nil && model.Kind() == reflect.Struct {
		p, err := planOf(model)
		if err == nil && !p.patch && p.typeText == patch.typeText {
			return p, nil
		}
	}
	return nil, fmt.Errorf("odata: %v is not a model of %s; want the model of the type that %s updates", t, patch.typeName(), patch.typ.Name())
}
