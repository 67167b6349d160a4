package graph

import (
	"net/http"
)

// A limiter keeps a client within budgets. All its goroutines share it.
type limiter []class

type class struct {
	prefixes         []string
	writes, requests *window
}

func newLimiter(off bool) limiter {
	var l limiter
	for _, b := range budgets {
		if !off {
			l = append(l, class{b.prefixes, newWindow(b.writes, b.span), newWindow(b.requests, b.span)})
		}
	}
	return l
}

func isWrite(method string) bool { return method != http.MethodGet && method != http.MethodHead }

// classOf returns the class of a path, nil for none.
func (l limiter) classOf(path string) (found *class) {
	longest := -1
	path = belowUser(path)
	for i := range l {
		for _, prefix := range l[i].prefixes {
			if len(prefix) > longest && isBelow(path, prefix) {
				found, longest = &l[i], len(prefix)
			}
		}
	}
	return found
}
