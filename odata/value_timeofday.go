package odata

import (
	"fmt"
	"time"
)

const zeroTimeOfDay = "00:00:00"

// TimeOfDay is an Edm.TimeOfDay. It keeps its text as received, with all digits of the fraction.
// The zero TimeOfDay is 00:00:00.
type TimeOfDay struct{ s string }

// TimeOfDayOf returns the clock time of t in its own zone.
func TimeOfDayOf(t time.Time) TimeOfDay {
	return TimeOfDay{normal(t.Format("15:04:05.999999999"), zeroTimeOfDay)}
}

// ParseTimeOfDay returns the time of day with this text, "23:59:01.5775965".
func ParseTimeOfDay(text string) (TimeOfDay, error) {
	if !isTimeOfDay(text) {
		return TimeOfDay{}, fmt.Errorf("odata: %q is not a time of day; want the form 23:59:01.5775965", text)
	}
	return TimeOfDay{normal(text, zeroTimeOfDay)}, nil
}

// String returns the text.
func (t TimeOfDay) String() string { return text(t.s, zeroTimeOfDay) }

// Duration returns the time since midnight, to the nanosecond.
func (t TimeOfDay) Duration() time.Duration {
	c, _, _ := cutClock(t.String())
	return time.Duration(c.hour)*time.Hour + time.Duration(c.minute)*time.Minute +
		time.Duration(c.second)*time.Second + time.Duration(c.nanosecond)
}

// Equal reports whether both are the same time of day. Use == to compare the texts.
func (t TimeOfDay) Equal(other TimeOfDay) bool { return equalTimeOfDay(t.String(), other.String()) }

// MarshalText returns the text.
func (t TimeOfDay) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText is ParseTimeOfDay.
func (t *TimeOfDay) UnmarshalText(b []byte) (err error) {
	*t, err = ParseTimeOfDay(string(b))
	return err
}

func isTimeOfDay(s string) bool {
	_, s, ok := cutClock(s)
	return ok && s == ""
}
