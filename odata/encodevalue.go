package odata

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// value writes one value, or one element of a list. st holds the form of a number.
func (e *encoder) value(pr *prop, m mem, st state) error {
	switch pr.kind {
	case kindString:
		return e.str(*as[string](m))
	case kindSecret:
		return e.str(as[Secret](m).Reveal())
	case kindBool:
		e.b = strconv.AppendBool(e.b, *as[bool](m))
	case kindStruct, kindPointer:
		return e.pointed(pr, m)
	case kindAny:
		return e.model(valueAt(pr.elem, m))
	case kindFloat32, kindFloat64:
		return e.float(pr.kind, m, st)
	default:
		if pr.kind >= kindTime {
			return e.text(pr.kind.text(), *as[string](m))
		}
		e.b = strconv.AppendInt(e.b, integerAt(pr.kind, m), 10)
	}
	return nil
}

// pointed writes a struct of a list, or what a pointer to one points to.
func (e *encoder) pointed(pr *prop, m mem) error {
	p, err := pr.plan()
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

// float writes a number in the form in which it was received, if that still gives the same number.
func (e *encoder) float(k kind, m mem, st state) error {
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
	return nil
}

// text writes a value that is held as its text.
func (e *encoder) text(t *textKind, s string) error {
	if t.bare {
		e.b = append(e.b, text(s, t.zero)...)
		return nil
	}
	return e.str(text(s, t.zero))
}

func (e *encoder) str(s string) error {
	if !validText(s) {
		return errors.New("is not valid UTF-8")
	}
	e.b = appendString(e.b, s)
	return nil
}

// validText tells whether s is UTF-8, halves of surrogate pairs in three bytes included.
func validText(s string) bool {
	for !utf8.ValidString(s) {
		i := strings.IndexByte(s, 0xED)
		if i < 0 || !utf8.ValidString(s[:i]) {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError {
			s = s[i+3:]
			continue
		}
		if surrogate(s[i:]) < 0 {
			return false
		}
		s = s[i+3:]
	}
	return true
}

// surrogate returns the half of a surrogate pair that s begins with, -1 if it does not.
func surrogate(s string) rune {
	if len(s) < 3 || s[0] != 0xED || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return -1
	}
	return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Only what JSON cannot hold as it is gets an escape.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	plain := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0xED {
			i++
			continue
		}
		half := surrogate(s[i:])
		if c == 0xED && half < 0 {
			i++
			continue
		}
		b = append(b, s[plain:i]...)
		if half >= 0 {
			b = appendEscape(b, half)
			i += 3
		} else {
			b = appendControl(b, c)
			i++
		}
		plain = i
	}
	return append(append(b, s[plain:]...), '"')
}

func appendControl(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return appendEscape(b, rune(c))
}

func appendEscape(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}
