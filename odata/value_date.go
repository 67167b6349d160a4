package odata

import (
	"fmt"
	"time"
)

const zeroDate = "0001-01-01"

// Date is an Edm.Date. It keeps its text as received. The zero Date is 0001-01-01.
type Date struct{ s string }

// DateOf returns the day of t in its own zone.
func DateOf(t time.Time) Date { return Date{normal(t.Format(time.DateOnly), zeroDate)} }

// ParseDate returns the date with this text, "2017-01-31".
func ParseDate(text string) (Date, error) {
	if !isDate(text) {
		return Date{}, fmt.Errorf("odata: %q is not a date; want the form 2017-01-31", text)
	}
	return Date{normal(text, zeroDate)}, nil
}

// String returns the text.
func (d Date) String() string { return text(d.s, zeroDate) }

// Time returns midnight of that day in UTC.
func (d Date) Time() time.Time {
	v, _, _ := cutDate(d.String())
	return time.Date(v.year, time.Month(v.month), v.day, 0, 0, 0, 0, time.UTC)
}

// Equal reports whether both are the same day. Use == to compare the texts.
func (d Date) Equal(other Date) bool { return equalDate(d.String(), other.String()) }

// MarshalText returns the text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDate.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

func isDate(s string) bool {
	_, s, ok := cutDate(s)
	return ok && s == ""
}
