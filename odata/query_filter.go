package odata

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A Condition is a comparison, or several conditions joined. [Filter] takes it.
type Condition struct {
	text string
	err  error
	join bool // several conditions, which need parentheses inside another
}

// Eq holds where the property has the value.
func Eq[T any](p Property[T], v T) Condition { return compare(p[0], "eq", v) }

// Ne holds where the property does not have the value.
func Ne[T any](p Property[T], v T) Condition { return compare(p[0], "ne", v) }

// Gt holds where the property is greater than the value.
func Gt[T any](p Property[T], v T) Condition { return compare(p[0], "gt", v) }

// Ge holds where the property is greater than or equal to the value.
func Ge[T any](p Property[T], v T) Condition { return compare(p[0], "ge", v) }

// Lt holds where the property is less than the value.
func Lt[T any](p Property[T], v T) Condition { return compare(p[0], "lt", v) }

// Le holds where the property is less than or equal to the value.
func Le[T any](p Property[T], v T) Condition { return compare(p[0], "le", v) }

// In holds where the property has one of the values.
func In[T any](p Property[T], values ...T) Condition {
	var literals []string
	var fault error
	for _, v := range values {
		text, err := Literal(v)
		literals, fault = append(literals, text), errors.Join(fault, err)
	}
	if len(values) == 0 {
		fault = fmt.Errorf("odata: In of %s has no values", p[0])
	}
	return condition(p[0]+" in ("+strings.Join(literals, ",")+")", p[0], fault)
}

// IsNull holds where the property is null.
func IsNull[T any](p Property[T]) Condition { return condition(p[0]+" eq null", p[0], nil) }

// IsNotNull holds where the property is not null.
func IsNotNull[T any](p Property[T]) Condition { return condition(p[0]+" ne null", p[0], nil) }

// StartsWith holds where the property starts with text.
func StartsWith[T ~string](p Property[T], text string) Condition {
	return call("startswith", p[0], text)
}

// EndsWith holds where the property ends with text.
func EndsWith[T ~string](p Property[T], text string) Condition { return call("endswith", p[0], text) }

// Contains holds where the property contains text.
func Contains[T ~string](p Property[T], text string) Condition { return call("contains", p[0], text) }

// Has holds where the property, an enumeration of flags, has the member.
func Has[T ~string](p Property[T], member T) Condition { return compare(p[0], "has", member) }

// Any holds where one of the values in the collection is v.
func Any[T any](p Property[[]T], v T) Condition {
	c := compare("x", "eq", v)
	return condition(p[0]+"/any(x:"+c.text+")", p[0], c.err)
}

// AnyOf holds where the condition holds for one of the items in the collection:
//
//	AnyOf(p.Assignments, func(item Property[Assignment]) Condition {
//		return Eq(At(item, a.ID), "1")
//	})
//
// is assignments/any(x:x/id eq '1').
func AnyOf[T any](p Property[[]T], c func(item Property[T]) Condition) Condition {
	item := variable(p[0])
	return each(p[0], "any", item, c(Property[T]{item}))
}

// AllOf holds where the condition holds for all items in the collection. [AnyOf] has an example.
func AllOf[T any](p Property[[]T], c func(item Property[T]) Condition) Condition {
	item := variable(p[0])
	return each(p[0], "all", item, c(Property[T]{item}))
}

// At returns the name of a property inside another property:
//
//	device := intunebeta.ManagedDeviceProperties
//	hardware := intunebeta.HardwareInformationProperties
//	odata.At(device.HardwareInformation, hardware.SerialNumber)
//
// is hardwareInformation/serialNumber.
func At[O, T any](outer Property[O], inner Property[T]) Property[T] {
	return Property[T]{outer[0] + "/" + inner[0]}
}

// variable returns the name of an item in a condition about a collection: x, or xx where the
// collection is a property of such an item.
func variable(collection string) string {
	outer, _, _ := strings.Cut(collection, "/")
	if strings.Trim(outer, "x") == "" {
		return outer + "x"
	}
	return "x"
}

func each(collection, function, item string, c Condition) Condition {
	err := c.fault()
	if err != nil {
		err = fmt.Errorf("odata: items of %s: %w", collection, err)
	}
	return condition(collection+"/"+function+"("+item+":"+c.text+")", collection, err)
}

// And holds where all conditions hold.
func And(all ...Condition) Condition { return join(" and ", all) }

// Or holds where one of the conditions holds.
func Or(all ...Condition) Condition { return join(" or ", all) }

// Not holds where the condition does not hold.
func Not(c Condition) Condition { return Condition{text: "not (" + c.text + ")", err: c.fault()} }

// IsOf holds where the item is of type T or of one derived from it. T is a pointer to a model or an
// interface of models, as *intunebeta.Win32LobApp:
//
//	win32, ios := odata.IsOf[*intunebeta.Win32LobApp](), odata.IsOf[*intunebeta.IosLobApp]()
//	odata.Filter(odata.Or(win32, ios))
//
// asks for both types in one list. For one type alone, graph.OfType also gives the list its type.
func IsOf[T any]() Condition { return isOf(reflect.TypeFor[T]()) }

func isOf(t reflect.Type) Condition {
	e, err := entityOf(t)
	if err != nil {
		return Condition{err: fmt.Errorf("odata: IsOf[%v] names no type of items; use a pointer to a model", t)}
	}
	return Condition{text: "isof('" + e.typeName() + "')"}
}

// RawFilter returns a condition in the service's own syntax. The text is not percent-encoded:
// RawFilter("isof(roleScopeTags,'microsoft.graph.roleScopeTag')").
func RawFilter(text string) Condition { return Condition{text: text, join: true} }

// fault returns why the condition cannot be sent, or nil.
func (c Condition) fault() error {
	if c.err == nil && c.text == "" {
		return errors.New("odata: a condition is empty; leave it out")
	}
	return c.err
}

func compare(name, operator string, v any) Condition {
	text, err := Literal(v)
	return condition(name+" "+operator+" "+text, name, err)
}

func call(function, name, text string) Condition {
	literal, err := Literal(text)
	return condition(function+"("+name+","+literal+")", name, err)
}

func condition(text, name string, err error) Condition {
	if err == nil {
		err = checkName(name)
	}
	return Condition{text: text, err: err}
}

func join(operator string, all []Condition) Condition {
	joined := Condition{join: len(all) > 1}
	var parts []string
	for _, c := range all {
		text := c.text
		if c.join {
			text = "(" + text + ")"
		}
		parts, joined.err = append(parts, text), errors.Join(joined.err, c.fault())
	}
	if len(all) == 0 {
		joined.err = errors.New("odata: And or Or joins no condition")
	}
	joined.text = strings.Join(parts, operator)
	return joined
}
