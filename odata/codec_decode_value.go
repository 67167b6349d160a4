package odata

import (
	"math"
	"reflect"
	"strings"
)

// property decodes the value at i into its Field of the struct at m. On a misfit it leaves the
// Field absent.
func (d *decoder) property(pr *prop, m mem, i int) int {
	st := as[state](at(m, pr.state))
	if d.b[i] == 'n' {
		end := d.literal(i, "null")
		if end > 0 {
			*st = isNull
		}
		return end
	}
	var end int
	d.form = 0
	if pr.list {
		end = d.array(pr, at(m, pr.value), i)
	} else {
		end = d.value(pr, at(m, pr.value), i)
	}
	if end > 0 {
		*st = isValue | d.form
		d.form = 0
	}
	return end
}

// value decodes a value, or an element of a list.
func (d *decoder) value(pr *prop, m mem, i int) int {
	switch pr.kind {
	case kindString:
		return d.str(as[string](m), i)
	case kindBool:
		return d.boolean(as[bool](m), i)
	case kindStruct, kindPointer, kindAny:
		return d.structured(pr, m, i)
	case kindFloat32, kindFloat64:
		return d.floatValue(pr.kind, m, i)
	case kindSecret:
		return d.secret(as[Secret](m), i)
	case kindRow:
		return pr.read(d, m, i)
	}
	if pr.kind >= kindTime {
		return d.textValue(pr.kind, as[string](m), i)
	}
	return d.intValue(pr.kind, m, i)
}

func (d *decoder) str(s *string, i int) int {
	if d.b[i] != '"' {
		return misfit
	}
	text, end := d.text(i)
	if end > 0 {
		*s = d.intern(text)
	}
	return end
}

func (d *decoder) secret(s *Secret, i int) int {
	if d.b[i] != '"' {
		return misfit
	}
	value, end := d.text(i)
	if end > 0 {
		s.p = &sealed{applyMask(d.room(len(value)), bytesOf(value))}
	}
	return end
}

func (d *decoder) boolean(b *bool, i int) int {
	switch s := d.s[i:]; {
	case strings.HasPrefix(s, "true"):
		*b = true
		return i + 4
	case strings.HasPrefix(s, "false"):
		*b = false
		return i + 5
	}
	return misfit
}

func (d *decoder) intValue(k kind, m mem, i int) int {
	switch k {
	case kindInt8:
		v, end := d.integer(i, math.MinInt8, math.MaxInt8)
		*as[int8](m) = int8(v)
		return end
	case kindUint8:
		v, end := d.integer(i, 0, math.MaxUint8)
		*as[uint8](m) = uint8(v)
		return end
	case kindInt16:
		v, end := d.integer(i, math.MinInt16, math.MaxInt16)
		*as[int16](m) = int16(v)
		return end
	case kindInt32:
		v, end := d.integer(i, math.MinInt32, math.MaxInt32)
		*as[int32](m) = int32(v)
		return end
	}
	v, end := d.integer(i, math.MinInt64, math.MaxInt64)
	*as[int64](m) = v
	return end
}

func (d *decoder) floatValue(k kind, m mem, i int) int {
	if c := d.b[i]; c != '"' && c != '-' && c-'0' > 9 {
		return misfit
	}
	if k == kindFloat32 {
		v, end := d.float(i, 32)
		*as[float32](m) = float32(v)
		return end
	}
	v, end := d.float(i, 64)
	*as[float64](m) = v
	return end
}

// textValue decodes a value that is held as its text.
func (d *decoder) textValue(k kind, s *string, i int) int {
	t := k.text()
	if k == kindRaw {
		end := d.skip(i)
		if end > 0 {
			*s = normal(d.intern(d.s[i:end]), t.zero)
		}
		return end
	}
	if t.bare {
		if c := d.b[i]; c != '-' && c-'0' > 9 {
			return misfit
		}
		end := d.number(i)
		if end > 0 {
			*s = normal(d.intern(d.s[i:end]), t.zero)
		}
		return end
	}
	var got string
	end := d.str(&got, i)
	if end > 0 && !t.valid(got) {
		return misfit
	}
	if k == kindTime && end > 0 && !d.made && !hasZone(got) {
		d.form = formNoZone
	}
	*s = normal(got, t.zero)
	return end
}

// structured decodes an object into a struct in place, into a new struct, or into a new model of
// the type that the object names.
func (d *decoder) structured(pr *prop, m mem, i int) int {
	if d.b[i] != '{' {
		return misfit
	}
	if pr.kind == kindAny {
		return d.derived(pr, m, i)
	}
	p, err := planOf(pr.elem)
	if err != nil {
		return d.broken(err)
	}
	if pr.kind == kindStruct {
		return d.object(p, m, i)
	}
	model := reflect.New(p.typ).UnsafePointer()
	*as[mem](m) = model
	return d.object(p, model, i)
}

func (d *decoder) broken(err error) int {
	if d.err == nil {
		d.err = err
	}
	return failed
}
