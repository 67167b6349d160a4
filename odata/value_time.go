package odata

import (
	"fmt"
	"time"
)

// zeroTime is the text of Time{}. Microsoft's services send it for a time that is not set.
const zeroTime = "0001-01-01T00:00:00Z"

// Time is an Edm.DateTimeOffset: its text, as received, with its own offset and all fraction
// digits. Equal compares instants, == compares texts. The zero Time is 0001-01-01T00:00:00Z.
type Time struct{ s string }

// TimeOf returns t with its offset. An offset that is not of whole minutes cannot be written: such
// a t becomes UTC.
func TimeOf(t time.Time) Time {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	return Time{normal(t.Format(time.RFC3339Nano), zeroTime)}
}

// ParseTime returns the time with this text, "2017-01-01T00:02:43.5775965-08:00". The zone may be
// missing, as in dates of Microsoft's errors; it is then UTC. A time without a zone is for reading:
// it is an error in a body or a URL, since a service could assume any zone. A Field that was
// received without a zone, also by way of Clone or PatchOf, is sent as UTC with Z.
func ParseTime(text string) (Time, error) {
	if !isTime(text) {
		return Time{}, fmt.Errorf("odata: %q is not a time; want the form 2017-01-01T00:02:43.5775965Z", text)
	}
	return Time{normal(text, zeroTime)}, nil
}

// String returns the text.
func (t Time) String() string { return text(t.s, zeroTime) }

// Time returns the instant in its own offset, to the nanosecond; without a zone in UTC.
func (t Time) Time() time.Time {
	d, s, _ := cutDate(t.String())
	s, _ = cutByte(s, 'T')
	c, s, _ := cutClock(s)
	zone, _, ok := cutZone(s)
	if !ok {
		zone = time.UTC
	}
	return time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nanosecond, zone)
}

// Equal reports whether both are the same instant; a missing zone means UTC. Use == to compare
// the texts.
func (t Time) Equal(other Time) bool { return equalTime(t.String(), other.String()) }

// MarshalText returns the text.
func (t Time) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText is ParseTime.
func (t *Time) UnmarshalText(b []byte) (err error) {
	*t, err = ParseTime(string(b))
	return err
}

// hasZone reports whether a valid time ends with Z or an offset.
func hasZone(s string) bool {
	at := s[len(s)-len("+00:00")]
	return s[len(s)-1] == 'Z' || at == '+' || at == '-'
}

func isTime(s string) bool {
	if isCommonTime(s) {
		return true
	}
	_, s, ok := cutDate(s)
	if !ok {
		return false
	}
	if s, ok = cutByte(s, 'T'); !ok {
		return false
	}
	if _, s, ok = cutClock(s); !ok {
		return false
	}
	if s == "" || s == "Z" {
		return true
	}
	_, s, ok = cutOffset(s)
	return ok && s == ""
}

// isCommonTime reports whether a text is a time in the form that most services send, with a day
// that each month has: 2026-01-28T23:59:59.1234567Z. It makes rows of three properties a fifth
// faster.
func isCommonTime(s string) bool {
	if len(s) < len("2006-01-02T15:04:05Z") || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' || s[16] != ':' || s[len(s)-1] != 'Z' {
		return false
	}
	isDate := twoDigits(s, 0) < 100 && twoDigits(s, 2) < 100 && twoDigits(s, 5)-1 < 12 && twoDigits(s, 8)-1 < 28
	if !isDate || twoDigits(s, 11) > 23 || twoDigits(s, 14) > 59 || twoDigits(s, 17) > 59 {
		return false
	}
	fraction := s[19 : len(s)-1]
	for i := 1; i < len(fraction); i++ {
		if fraction[i]-'0' > 9 {
			return false
		}
	}
	return fraction == "" || fraction[0] == '.' && len(fraction) > 1 && len(fraction) <= 13
}

// twoDigits returns the number that two digits of s are, or 255.
func twoDigits(s string, i int) byte {
	a, b := s[i]-'0', s[i+1]-'0'
	if a > 9 || b > 9 {
		return 255
	}
	return 10*a + b
}

// normal returns the empty text for the text of a zero value, so that the zero value equals (==)
// the received one.
func normal(s, zero string) string {
	if s == zero {
		return ""
	}
	return s
}

// text undoes normal.
func text(s, zero string) string {
	if s == "" {
		return zero
	}
	return s
}
