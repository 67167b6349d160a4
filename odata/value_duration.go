package odata

import (
	"fmt"
	"math"
	"math/bits"
	"strings"
	"time"
)

const zeroDuration = "PT0S"

// Duration is an Edm.Duration, which may be negative. It keeps its ISO 8601 text as received. The
// zero Duration is PT0S.
type Duration struct{ s string }

// DurationOf returns d in hours, minutes and seconds.
func DurationOf(d time.Duration) Duration {
	sign, n := "", uint64(d)
	if d < 0 {
		sign, n = "-", -n
	}
	const second, minute, hour = uint64(time.Second), uint64(time.Minute), uint64(time.Hour)
	s := sign + "PT"
	if n >= hour {
		s += fmt.Sprintf("%dH", n/hour)
	}
	if n%hour >= minute {
		s += fmt.Sprintf("%dM", n%hour/minute)
	}
	if n%minute != 0 || n == 0 {
		fraction := strings.TrimRight(fmt.Sprintf(".%09d", n%second), "0")
		s += fmt.Sprintf("%d%sS", n%minute/second, strings.TrimSuffix(fraction, "."))
	}
	return Duration{normal(s, zeroDuration)}
}

// ParseDuration returns the duration with this text, "-PT3M22.1587532S".
func ParseDuration(text string) (Duration, error) {
	if !isDuration(text) {
		return Duration{}, fmt.Errorf("odata: %q is not a duration; want the form P1DT2H3M4.5S", text)
	}
	return Duration{normal(text, zeroDuration)}, nil
}

// String returns the text.
func (d Duration) String() string { return text(d.s, zeroDuration) }

// Duration returns the length, to the nanosecond. It is an error if the text has years or months,
// whose length is not fixed, or if the length is over 292 years.
func (d Duration) Duration() (time.Duration, error) {
	var total uint64
	negative, ok := eachPart(d.String(), func(p durationPart) bool {
		high, length := bits.Mul64(p.count, uint64(p.unit))
		sum, carry := bits.Add64(total, length, 0)
		sum, carry2 := bits.Add64(sum, uint64(p.nanosecond), 0)
		total = sum
		return p.unit != 0 && high == 0 && carry == 0 && carry2 == 0
	})
	switch {
	case !ok || total > math.MaxInt64:
		return 0, fmt.Errorf("odata: duration %q has no time.Duration: it has years or months, or is over 292 years", d.String())
	case negative:
		return -time.Duration(total), nil
	}
	return time.Duration(total), nil
}

// Equal reports whether both have the same length. A year is twelve months, but a month is not a
// number of days. Use == to compare the texts.
func (d Duration) Equal(other Duration) bool { return equalDuration(d.String(), other.String()) }

// MarshalText returns the text.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDuration.
func (d *Duration) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDuration(string(b))
	return err
}

func isDuration(s string) bool {
	_, ok := eachPart(s, func(durationPart) bool { return true })
	return ok
}

// durationPart is a number and its unit. The unit of years and months is 0.
type durationPart struct {
	count      uint64
	nanosecond int
	unit       time.Duration
	months     uint64 // in place of a unit
}

const (
	dateUnits = "YMWD"
	timeUnits = "HMS"
)

// eachPart calls yield for each part of the text until yield returns false. ok is false if yield
// returned false, or if the text is not a duration.
func eachPart(s string, yield func(durationPart) bool) (negative, ok bool) {
	s, negative = cutByte(s, '-')
	if s, ok = cutByte(s, 'P'); !ok || s == "" {
		return negative, false
	}
	s, ok = cutParts(s, dateUnits, yield)
	if !ok || s == "" {
		return negative, ok
	}
	if s, ok = cutByte(s, 'T'); !ok || s == "" {
		return negative, false
	}
	s, ok = cutParts(s, timeUnits, yield)
	return negative, ok && s == ""
}

// cutParts cuts numbers with units. The units come in the given order, each at most once.
func cutParts(s, units string, yield func(durationPart) bool) (rest string, ok bool) {
	for s != "" && s[0] != 'T' {
		part, rest, letter, ok := cutDurationPart(s)
		i := strings.IndexByte(units, letter)
		if !ok || i < 0 || part.nanosecond != 0 && letter != 'S' {
			return s, false
		}
		part.unit, part.months = unitOf(letter, units), monthsOf(letter, units)
		units, s = units[i+1:], rest
		if !yield(part) {
			return s, false
		}
	}
	return s, true
}

func cutDurationPart(s string) (p durationPart, rest string, letter byte, ok bool) {
	n := 0
	for ; n < len(s) && s[n]-'0' <= 9; n++ {
		if p.count > math.MaxUint64/100 {
			return p, s, 0, false
		}
		p.count = p.count*10 + uint64(s[n]-'0')
	}
	if n == 0 {
		return p, s, 0, false
	}
	fraction := n < len(s) && s[n] == '.'
	if p.nanosecond, s, ok = cutFraction(s[n:]); !ok || s == "" {
		return p, s, 0, false
	}
	return p, s[1:], s[0], !fraction || s[0] == 'S'
}

func unitOf(letter byte, units string) time.Duration {
	switch {
	case letter == 'W':
		return 7 * 24 * time.Hour
	case letter == 'D':
		return 24 * time.Hour
	case letter == 'H':
		return time.Hour
	case letter == 'M' && strings.HasSuffix(units, "S"):
		return time.Minute
	case letter == 'S':
		return time.Second
	}
	return 0
}

// monthsOf returns the months of a year or month, and 0 for other units.
func monthsOf(letter byte, units string) uint64 {
	switch {
	case letter == 'Y':
		return 12
	case letter == 'M' && strings.HasSuffix(units, "D"):
		return 1
	}
	return 0
}
