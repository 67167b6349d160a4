package odata

import "time"

// This file reads the texts of dates, times of day and offsets. The types are in value_time.go,
// value_date.go and value_timeofday.go. Each cut function removes its part from the front of the
// text and returns the rest.

// cutDigits cuts n digits.
func cutDigits(s string, n int) (value int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		c := s[i] - '0'
		if c > 9 {
			return 0, s, false
		}
		value = value*10 + int(c)
	}
	return value, s[n:], true
}

// cutByte cuts c.
func cutByte(s string, c byte) (string, bool) {
	if s == "" || s[0] != c {
		return s, false
	}
	return s[1:], true
}

type date struct{ year, month, day int }

// cutDate cuts year-month-day. The year has four digits, or more without a leading zero, and may be
// negative.
func cutDate(s string) (d date, rest string, ok bool) {
	s, negative := cutByte(s, '-')
	if d.year, s, ok = cutYear(s); !ok {
		return d, s, false
	}
	if negative {
		d.year = -d.year
	}
	if d.month, s, ok = cutPart(s, '-'); !ok {
		return d, s, false
	}
	if d.day, s, ok = cutPart(s, '-'); !ok {
		return d, s, false
	}
	return d, s, d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= daysIn(d.year, d.month)
}

func cutYear(s string) (int, string, bool) {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	if n < 4 || n > 9 || n > 4 && s[0] == '0' {
		return 0, s, false
	}
	return cutDigits(s, n)
}

// cutPart cuts a separator and two digits.
func cutPart(s string, separator byte) (int, string, bool) {
	s, ok := cutByte(s, separator)
	if !ok {
		return 0, s, false
	}
	return cutDigits(s, 2)
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

type clock struct{ hour, minute, second, nanosecond int }

// cutClock cuts hour:minute, then an optional :second with an optional fraction of up to twelve
// digits.
func cutClock(s string) (c clock, rest string, ok bool) {
	if c.hour, s, ok = cutDigits(s, 2); !ok || c.hour > 23 {
		return c, s, false
	}
	if c.minute, s, ok = cutPart(s, ':'); !ok || c.minute > 59 {
		return c, s, false
	}
	if s == "" || s[0] != ':' {
		return c, s, true
	}
	if c.second, s, ok = cutPart(s, ':'); !ok || c.second > 59 {
		return c, s, false
	}
	c.nanosecond, s, ok = cutFraction(s)
	return c, s, ok
}

// cutFraction cuts a fraction of a second, if there is one. It drops digits beyond nanoseconds.
func cutFraction(s string) (nanosecond int, rest string, ok bool) {
	s, found := cutByte(s, '.')
	if !found {
		return 0, s, true
	}
	n := 0
	for ; n < len(s) && s[n]-'0' <= 9; n++ {
		if n < 9 {
			nanosecond = nanosecond*10 + int(s[n]-'0')
		}
	}
	for i := n; i < 9; i++ {
		nanosecond *= 10
	}
	return nanosecond, s[n:], n >= 1 && n <= 12
}

// cutZone cuts Z or an offset. A missing zone means UTC.
func cutZone(s string) (zone *time.Location, rest string, ok bool) {
	if s == "" {
		return time.UTC, s, true
	}
	if s[0] == 'Z' {
		return time.UTC, s[1:], true
	}
	seconds, rest, ok := cutOffset(s)
	if !ok {
		return nil, s, false
	}
	return time.FixedZone("", seconds), rest, true
}

func cutOffset(s string) (seconds int, rest string, ok bool) {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0, s, false
	}
	sign := 1
	if s[0] == '-' {
		sign = -1
	}
	hour, s, ok := cutDigits(s[1:], 2)
	if !ok || hour > 23 {
		return 0, s, false
	}
	minute, s, ok := cutPart(s, ':')
	if !ok || minute > 59 {
		return 0, s, false
	}
	return sign * (hour*3600 + minute*60), s, true
}
