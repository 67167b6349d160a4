package odata

import (
	"math/bits"
	"strings"
)

// equalTime reports whether two valid times are the same instant. A missing zone means UTC.
func equalTime(a, b string) bool {
	return fractionOf(a) == fractionOf(b) && Time{a}.Time().Unix() == Time{b}.Time().Unix()
}

func equalDate(a, b string) bool {
	x, _, _ := cutDate(a)
	y, _, _ := cutDate(b)
	return x == y
}

func equalTimeOfDay(a, b string) bool {
	x, _, _ := cutClock(a)
	y, _, _ := cutClock(b)
	return x == y && fractionOf(a) == fractionOf(b)
}

// fractionOf returns the digits after the point, which is that of the seconds, without zeros at the
// end.
func fractionOf(s string) string {
	_, s, _ = strings.Cut(s, ".")
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return strings.TrimRight(s[:n], "0")
}

// equalDuration reports whether two valid durations have the same length. Years are twelve months.
// A month has no fixed number of days, so P1M equals neither P30D nor P31D.
func equalDuration(a, b string) bool { return lengthOf(a) == lengthOf(b) }

// length is the length of a duration.
type length struct {
	negative        bool
	months, seconds wide
	fraction        string
}

// wide is an unsigned integer of 128 bits.
type wide struct{ high, low uint64 }

// add returns w + count * unit. The numbers of a duration have at most 19 digits, so it cannot
// overflow.
func (w wide) add(count, unit uint64) wide {
	high, low := bits.Mul64(count, unit)
	low, carry := bits.Add64(w.low, low, 0)
	return wide{w.high + high + carry, low}
}

func lengthOf(s string) length {
	l := length{fraction: fractionOf(s)}
	negative, _ := eachPart(s, func(p durationPart) bool {
		l.months = l.months.add(p.count, p.months)
		l.seconds = l.seconds.add(p.count, uint64(p.unit.Seconds()))
		return true
	})
	zero := l == length{}
	l.negative = negative && !zero
	return l
}
