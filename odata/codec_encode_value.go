package odata

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// value writes a value, or an element of a list. st holds the form of a number or time.
func (e *encoder) value(pr *prop, m mem, st state) error {
	switch pr.kind {
	case kindString:
		return e.str(*as[string](m))
	case kindSecret:
		return e.secret(*as[Secret](m))
	case kindBool:
		e.b = strconv.AppendBool(e.b, *as[bool](m))
	case kindStruct, kindPointer, kindAny:
		return e.structured(pr, m)
	case kindFloat32, kindFloat64:
		e.float(pr.kind, m, st)
	default:
		if pr.kind == kindTime && e.sent {
			return e.time(*as[string](m), st)
		}
		if pr.kind >= kindTime {
			e.text(pr.kind.text(), *as[string](m))
			return nil
		}
		e.b = strconv.AppendInt(e.b, integerAt(pr.kind, m), 10)
	}
	return nil
}

// time appends a time that is sent. If it was received without a zone it gets Z. If it was made
// without a zone it is an error, since its meaning is unknown.
func (e *encoder) time(s string, st state) error {
	s = text(s, zeroTime)
	switch {
	case hasZone(s):
	case st&formMask == formNoZone:
		s += "Z"
	default:
		copied := strings.Clone(s) // so that the caller's patch can stay on the stack
		return fmt.Errorf("has no zone: %s; write it with Z or an offset, as %sZ", copied, copied)
	}
	e.b = appendQuoted(e.b, s)
	return nil
}

// secret appends the value. It makes no copy of the value unless that needs escapes.
func (e *encoder) secret(s Secret) error {
	if e.hide {
		e.b = appendQuoted(e.b, placeholder)
		return nil
	}
	masked, start := s.masked(), len(e.b)
	b := append(append(append(e.b, '"'), masked...), '"')
	value := applyMask(b[start+1:len(b)-1], masked)
	if plainLen(textOf(value)) < len(value) {
		return e.str(string(value))
	}
	e.b = b
	return nil
}

func integerAt(k kind, m mem) int64 {
	switch k {
	case kindInt8:
		return int64(*as[int8](m))
	case kindUint8:
		return int64(*as[uint8](m))
	case kindInt16:
		return int64(*as[int16](m))
	case kindInt32:
		return int64(*as[int32](m))
	}
	return *as[int64](m)
}

// float writes a number in the form in which it was received, if that form still gives the number.
func (e *encoder) float(k kind, m mem, st state) {
	v, bits := 0.0, 64
	if k == kindFloat32 {
		v, bits = float64(*as[float32](m)), 32
	} else {
		v = *as[float64](m)
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		st = isValue
	}
	e.b = appendFloat(e.b, v, bits, st&formMask)
}

// text writes a value that is held as its text. The text was checked when the value was made, and
// needs no escapes.
func (e *encoder) text(t *textKind, s string) {
	s = text(s, t.zero)
	if t.bare {
		e.b = append(e.b, s...)
		return
	}
	e.b = appendQuoted(e.b, s)
}
