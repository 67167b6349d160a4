package odata

import (
	"errors"
	"fmt"
	"strconv"
)

var errDeep = fmt.Errorf("nested over %d levels; does it contain itself?", maxDepth)

// object appends the struct at m. Every member starts with a comma. The first comma is replaced by
// the brace.
func (e *encoder) object(p *plan, m mem, root rootKind) error {
	if e.depth++; e.depth > maxDepth {
		return errDeep
	}
	start := len(e.b)
	data := as[Extra](at(m, p.extra)).data()
	if root == rootCreate || e.root == rootPatch {
		if err := e.refuse(p, m, data, root); err != nil {
			return err
		}
	}
	typed, err := e.typeMember(p, data)
	if err != nil {
		return err
	}
	if err := e.properties(p, m, root); err != nil {
		return err
	}
	for i := range data.members {
		if err := e.extra(p, m, &data.members[i], typed); err != nil {
			return e.at("."+data.members[i].name, err)
		}
	}
	if len(e.b) == start {
		e.b = append(e.b, '{')
	}
	e.b[start] = '{'
	e.b = append(e.b, '}')
	e.depth--
	return nil
}

// typeMember writes @odata.type if the object has one, and reports whether it has.
func (e *encoder) typeMember(p *plan, data *extraData) (bool, error) {
	text := p.typeText
	switch {
	case data.form == typeOther:
		text = data.text
	case p.abstract && (e.body || data.form == typeUnset):
		return false, fmt.Errorf("odata: %s is abstract; send one of its derived types", p.typeName())
	case e.body || data.form == typeUnset || data.form == typeOwn:
		e.b = append(e.b, p.typeJSON...)
		return p.typeJSON != "", nil
	case data.form == typeFlipped:
		text = flipped(text)
	default:
		return false, nil
	}
	e.b = appendString(append(e.b, `,"@odata.type":`...), text)
	return true, nil
}

func (e *encoder) properties(p *plan, m mem, root rootKind) error {
	for i := range p.props {
		st := *as[state](at(m, p.props[i].state))
		if st == isAbsent {
			continue
		}
		pr := &p.props[i]
		if pr.flags&e.omit != 0 || e.clone && !pr.cloned() {
			continue
		}
		if root == rootPatch && pr.flags&byput != 0 {
			return e.at("."+pr.name, errOnlyByPut)
		}
		e.b = append(e.b, pr.member...)
		if err := e.property(pr, m, st, root); err != nil {
			return e.at("."+pr.name, err)
		}
	}
	return nil
}

// errOnlyByPut is the error of a patch with a property that the service takes by PUT alone.
var errOnlyByPut = errors.New("is refused in an update; send the whole resource with Put")

func (e *encoder) property(pr *prop, m mem, st state, root rootKind) error {
	switch {
	case st&kindMask != isNull && pr.list:
		return e.list(pr, at(m, pr.value), st)
	case st&kindMask != isNull:
		return e.value(pr, at(m, pr.value), st)
	case root == rootPatch && pr.flags&nonnull != 0:
		return errors.New("is not nullable; leave it unset or set a value")
	}
	e.b = append(e.b, "null"...)
	return nil
}

func (e *encoder) list(pr *prop, m mem, st state) error {
	if pr.kind != kindTime {
		st = isValue
	}
	first, n := sliceAt(m)
	e.b = append(e.b, '[')
	for i := range n {
		if i > 0 {
			e.b = append(e.b, ',')
		}
		if err := e.value(pr, at(first, uintptr(i)*pr.size), st); err != nil {
			return e.at("["+strconv.Itoa(i)+"]", err)
		}
	}
	e.b = append(e.b, ']')
	return nil
}

// extra writes a member of an Extra.
func (e *encoder) extra(p *plan, m mem, x *member, typed bool) error {
	if e.omit != 0 && isControl(x.name) && !(e.clone && p.isBind(x.name)) || typed && x.name == typeMember {
		return nil
	}
	if i, ok := p.property(x.name); ok {
		pr := &p.props[i]
		present := *as[state](at(m, pr.state)) != isAbsent
		switch {
		case !x.received && (p.patch || present):
			return fmt.Errorf("is a property of %s and in its Extra; set the property", p.typ.Name())
		case present || pr.flags&e.omit != 0 || e.clone && !pr.cloned():
			return nil // the property was set after this value, which did not fit, was received
		case e.hide && pr.kind == kindSecret:
			e.b = append(append(e.b, pr.member...), `"`+placeholder+`"`...)
			return nil
		}
	}
	raw := x.raw
	if e.clone {
		raw = withoutControls(raw)
	}
	e.b = append(e.b, ',')
	e.b = append(append(appendString(e.b, x.name), ':'), raw...)
	return nil
}

// structured writes a struct of a list, or the value of a pointer or interface.
func (e *encoder) structured(pr *prop, m mem) error {
	if pr.kind == kindAny {
		return e.model(pr.elem, m, rootPlain)
	}
	p, err := planOf(pr.elem)
	if err != nil {
		return err
	}
	if pr.kind == kindPointer {
		if m = *as[mem](m); m == nil {
			return errNil
		}
	}
	return e.object(p, m, rootPlain)
}
