package odata

import (
	"fmt"
	"reflect"
)

// kind says how a value is written in JSON and held in memory.
type kind uint8

const (
	kindBool kind = iota
	kindInt8
	kindUint8
	kindInt16
	kindInt32
	kindInt64
	kindFloat32
	kindFloat64
	kindString // and enumerations
	kindSecret
	kindStruct  // elements of a list of structs
	kindPointer // a single struct
	kindAny     // an interface that pointers to models implement
	kindRow     // what only rows can hold

	// These are structs with one string, so they are held like strings.
	kindTime
	kindDate
	kindTimeOfDay
	kindDuration
	kindGUID
	kindBinary
	kindDecimal
	kindRaw
)

// textKind describes a kind that is held as its text.
type textKind struct {
	typ   reflect.Type
	zero  string
	valid func(string) bool
	bare  bool                   // not in quotes
	equal func(a, b string) bool // by meaning
}

var textKinds = [...]textKind{
	0:                        {reflect.TypeFor[Time](), zeroTime, isTime, false, equalTime},
	kindDate - kindTime:      {reflect.TypeFor[Date](), zeroDate, isDate, false, equalDate},
	kindTimeOfDay - kindTime: {reflect.TypeFor[TimeOfDay](), zeroTimeOfDay, isTimeOfDay, false, equalTimeOfDay},
	kindDuration - kindTime:  {reflect.TypeFor[Duration](), zeroDuration, isDuration, false, equalDuration},
	kindGUID - kindTime:      {reflect.TypeFor[GUID](), zeroGUID, isGUID, false, equalGUID},
	kindBinary - kindTime:    {reflect.TypeFor[Binary](), "", isBinary, false, equalBinary},
	kindDecimal - kindTime:   {reflect.TypeFor[Decimal](), zeroDecimal, isNumber, true, equalNumber},
	kindRaw - kindTime:       {reflect.TypeFor[Raw](), zeroRaw, nil, true, equalJSON},
}

func (k kind) text() *textKind { return &textKinds[k-kindTime] }

func (pr *prop) setKind() error {
	t := pr.typ
	if t.Kind() == reflect.Slice {
		pr.list = true
		t = t.Elem()
		pr.size = t.Size()
	}
	var ok bool
	if pr.kind, ok = pr.kindOf(t); !ok {
		return fmt.Errorf("odata.Field of %v is not supported; want a scalar, a pointer to a struct, an interface of models, or a slice of scalars, structs or interfaces", pr.typ)
	}
	return nil
}

func (pr *prop) kindOf(t reflect.Type) (kind, bool) {
	for i := range textKinds {
		if t == textKinds[i].typ {
			return kindTime + kind(i), true
		}
	}
	switch {
	case t == reflect.TypeFor[Secret]():
		return kindSecret, true
	case t.Kind() == reflect.Interface:
		pr.elem, pr.hierarchy = t, hierarchyOf(t)
		return kindAny, pr.hierarchy.base != nil
	case pr.list && t.Kind() == reflect.Struct:
		pr.elem = t
		return kindStruct, true
	case !pr.list && t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
		pr.elem = t.Elem()
		return kindPointer, true
	}
	return scalarKind(t.Kind())
}

func scalarKind(k reflect.Kind) (kind, bool) {
	switch k {
	case reflect.Bool:
		return kindBool, true
	case reflect.Int8:
		return kindInt8, true
	case reflect.Uint8:
		return kindUint8, true
	case reflect.Int16:
		return kindInt16, true
	case reflect.Int32:
		return kindInt32, true
	case reflect.Int64:
		return kindInt64, true
	case reflect.Float32:
		return kindFloat32, true
	case reflect.Float64:
		return kindFloat64, true
	case reflect.String:
		return kindString, true
	}
	return 0, false
}
