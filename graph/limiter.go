package graph

import "net/http"

// A limiter keeps a client within the budgets. All goroutines of the client share it.
type limiter []class

// A class is a part of the service with a budget of its own, and the windows that count for it.
type class struct {
	prefixes         []string
	writes, requests *window
}

func newLimiter(off bool) limiter {
	if off {
		return nil
	}
	var l limiter
	for _, b := range budgets {
		l = append(l, class{b.prefixes, newWindow(b.writes, b.span), newWindow(b.requests, b.span)})
	}
	return l
}

// classOf returns the class of a path, or nil if no budget counts for it.
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

func isWrite(method string) bool { return method != http.MethodGet && method != http.MethodHead }
