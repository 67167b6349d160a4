package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWait bounds what a service can ask for.
const longestWait = 10 * time.Minute

// retryAfter returns how long an answer asks to wait: seconds, also fractional, or until a date. 0 means that it does not say.
func retryAfter(h http.Header) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && seconds > 0 && !math.IsInf(seconds, 0) {
		return min(time.Duration(min(seconds, longestWait.Seconds())*float64(time.Second)), longestWait)
	}
	if at, err := http.ParseTime(text); err == nil {
		now := time.Now()
		if date, err := http.ParseTime(h.Get("Date")); err == nil {
			now = date // the clock that the service counts by
		}
		return min(max(at.Sub(now), 0), longestWait)
	}
	return 0
}
