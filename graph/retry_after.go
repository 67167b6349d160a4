package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryAfter returns the delay that a reply asks for, and reports whether it asks for one. Like
// azcore, it prefers the headers in milliseconds to Retry-After, which is in seconds or is a date.
func retryAfter(header http.Header) (time.Duration, bool) {
	if delay := retryAfterMS(header); delay > 0 {
		return delay, true
	}
	text := strings.TrimSpace(header.Get("Retry-After"))
	if text == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseFloat(text, 64); err == nil {
		if math.IsNaN(seconds) || seconds < 0 {
			return 0, true
		}
		return time.Duration(min(seconds*float64(time.Second), math.MaxInt64/2)), true
	}
	if date, err := http.ParseTime(text); err == nil {
		now := time.Now()
		if theirs, err := http.ParseTime(header.Get("Date")); err == nil {
			now = theirs // the clock that the service counts by
		}
		return max(0, date.Sub(now)), true
	}
	return 0, false
}

// retryAfterMS returns the delay that a reply asks for in milliseconds, or 0.
func retryAfterMS(header http.Header) time.Duration {
	for _, name := range []string{"Retry-After-Ms", "X-Ms-Retry-After-Ms"} {
		text := strings.TrimSpace(header.Get(name))
		if whole, fraction, _ := strings.Cut(text, "."); whole == "" || strings.Trim(whole+fraction, "0123456789") != "" {
			continue
		}
		ms, _ := strconv.ParseFloat(text, 64) // too many digits are infinity
		if wait := min(ms*float64(time.Millisecond), math.MaxInt64/2); wait >= 1 {
			return time.Duration(wait)
		}
	}
	return 0
}
