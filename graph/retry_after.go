package graph

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryAfterMS returns the wait that a reply asks for in milliseconds, 0 if it does not.
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
