package graph

import (
	"errors"
	"fmt"
	"sync"

	"github.com/intunegen/intunegen/odata"
)

// ErrNotInCloud is in the error of a request that was not sent, because the client's cloud does not
// have its operation or the type of its body, according to the table of operations.
var ErrNotInCloud = errors.New("the operation is not available in this cloud")

// notInCloud returns the error of a request that the client's cloud does not have.
func (c *Client) notInCloud(wire Wire) error {
	return fmt.Errorf("%s %s: %w: %s; use another cloud, or ClientOptions.AllowUnavailable",
		wire.Method, c.pathOf(wire.URL), ErrNotInCloud, c.cloud.Title)
}

// A lackCache holds the operations and types that the cloud lacks. A lookup in the table of
// operations for each request would take too long.
type lackCache struct {
	mu    sync.RWMutex
	known map[operationKey]bool
	types map[string]bool // the types that the cloud lacks; set by once
	once  sync.Once
}

type operationKey struct{ method, template string }

// lacks reports whether the client's cloud does not have the request's operation, according to the
// table of operations.
func (c *Client) lacks(wire Wire) bool {
	if c.allow.unavailable {
		return false
	}
	key := operationKey{wire.Method, wire.Template}
	c.lacking.mu.RLock()
	lacks, ok := c.lacking.known[key]
	c.lacking.mu.RUnlock()
	if ok {
		return lacks
	}
	lacks = c.service.Operations.Available(c.cloud, wire) == No
	c.lacking.mu.Lock()
	defer c.lacking.mu.Unlock()
	if c.lacking.known == nil {
		c.lacking.known = map[operationKey]bool{}
	}
	c.lacking.known[key] = lacks
	return lacks
}

// lackedType returns the name of a type in a body that the client's cloud does not have according
// to the table of operations, or "".
func (c *Client) lackedType(body any) string {
	if body == nil || c.allow.unavailable {
		return ""
	}
	c.lacking.once.Do(func() { c.lacking.types = c.service.Operations.absentTypes(c.cloud) })
	if len(c.lacking.types) == 0 {
		return ""
	}
	for _, name := range odata.Types(body) {
		if c.lacking.types[name] {
			return name
		}
	}
	return ""
}

// packageTypes is a client as the set of the types that its package has.
type packageTypes Client

// HasType reports whether the package has a type.
func (c *packageTypes) HasType(name string) bool { return c.service.Operations.hasType(name) }
