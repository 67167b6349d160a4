package graph

import (
	"errors"
	"fmt"
	"sync"

	"github.com/intunegen/intunegen/odata"
)

// ErrNotInCloud is in the error of a request that the client's cloud does not have by the table of operations. It was not sent.
var ErrNotInCloud = errors.New("the operation is not available in this cloud")

func (c *Client) notInCloud(wire Wire) error {
	return fmt.Errorf("%s %s: %w: %s; use another cloud, or ClientOptions.AllowUnavailable",
		wire.Method, c.pathOf(wire.URL), ErrNotInCloud, c.cloud.Title)
}

// A lackCache remembers which operations a cloud lacks: looking one up in the table takes longer than sending a small request should.
type lackCache struct {
	mu    sync.RWMutex
	known map[operationKey]bool
	types map[string]bool // those that the cloud lacks; nil until first asked for
	once  sync.Once
}

type operationKey struct{ method, template string }

// lacks tells whether the table of operations says that the client's cloud does not have the request's operation.
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

// lackedType returns the name of a type in a body that the client's cloud does not have by the table of operations, "" for none.
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
