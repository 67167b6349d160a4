package odata

import (
	"reflect"
	"strconv"
	"time"
)

// This file decodes the values that only rows can hold.

// readTime decodes a time or a date into a time.Time, which is in UTC: it then has no location of
// its own to keep.
func readTime(d *decoder, m mem, i int) int {
	text, end := d.plainText(i)
	switch {
	case end < 0:
		return end
	case isTime(text):
		*as[time.Time](m) = Time{text}.Time().UTC()
	case isDate(text):
		*as[time.Time](m) = Date{text}.Time()
	default:
		return misfit
	}
	return end
}

// readDuration decodes a duration that has a length.
func readDuration(d *decoder, m mem, i int) int {
	text, end := d.plainText(i)
	if end < 0 || !isDuration(text) {
		return min(end, misfit)
	}
	length, err := Duration{text}.Duration()
	if err != nil {
		return misfit
	}
	*as[time.Duration](m) = length
	return end
}

// readBytes decodes base64.
func readBytes(d *decoder, m mem, i int) int {
	text, end := d.plainText(i)
	switch {
	case end < 0:
		return end
	case !isBinary(text):
		return misfit
	}
	*as[[]byte](m) = Binary{text}.Bytes()
	return end
}

// plainText returns the text of the string at i, which is valid until the next string is read.
func (d *decoder) plainText(i int) (string, int) {
	if d.b[i] != '"' {
		return "", misfit
	}
	return d.text(i)
}

// readUint returns a function that decodes an integer that is not negative.
func readUint[T uint | uint16 | uint32 | uint64](most int64) func(*decoder, mem, int) int {
	return func(d *decoder, m mem, i int) int {
		v, end := d.integer(i, 0, most)
		if end > 0 {
			*as[T](m) = T(v)
		}
		return end
	}
}

// readFloat returns a function that decodes a number, rounded. A Field of a number is not rounded:
// it has to write the number again.
func readFloat[T float32 | float64](bits int) func(*decoder, mem, int) int {
	return func(d *decoder, m mem, i int) int {
		if c := d.b[i]; c == '"' {
			v, end := d.notFinite(i)
			*as[T](m) = T(v)
			return end
		} else if c != '-' && c-'0' > 9 {
			return misfit
		}
		end := d.number(i)
		if end < 0 {
			return end
		}
		v, err := strconv.ParseFloat(d.s[i:end], bits)
		if err != nil {
			return misfit
		}
		*as[T](m) = T(v)
		return end
	}
}

// readRow returns a function that decodes an object into a nested struct. The plan of the struct is
// looked up when it is needed, since a struct may contain itself.
func readRow(t reflect.Type) func(*decoder, mem, int) int {
	return func(d *decoder, m mem, i int) int {
		p, err := rowPlanOf(t)
		if err != nil {
			return d.broken(err)
		}
		return d.row(p, m, i)
	}
}
