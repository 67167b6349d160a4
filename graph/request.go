package graph

import (
	"fmt"
	"net/http"
)

// A Wire is a request as it goes out: what Build makes, without any network.
type Wire struct {
	Method, URL string
	Header      http.Header
	Body        []byte // nil when the request has none
	// Template is the path with names for keys, "/deviceManagement/embeddedSIMActivationCodePools/{embeddedSIMActivationCodePoolId}":
	// by it the table of operations knows the request.
	Template string
}

// A Call is a request that is not typed by its result yet. Generated code makes a Request, List or Command of it.
type Call struct {
	node   *Node
	method string
	body   any // nil for none
	encode func(any) ([]byte, error)
	find   Finder
}

// A Request is a call that answers with one T.
type Request[T any] Call

// A List is a call that answers with a collection of T.
type List[T any] Call

// A Command is a call that answers with nothing.
type Command Call

// Build returns the request as it would be sent. It needs neither network nor credential.
func (r *Request[T]) Build() (Wire, error) { return (*Call)(r).build() }

// Build returns the request as it would be sent. It needs neither network nor credential.
func (r *List[T]) Build() (Wire, error) { return (*Call)(r).build() }

// Build returns the request as it would be sent. It needs neither network nor credential.
func (r *Command) Build() (Wire, error) { return (*Call)(r).build() }

func (c *Call) build() (Wire, error) {
	path, template := c.node.path()
	if c.node.err != nil {
		return Wire{}, fmt.Errorf("%s %s: %w", c.method, template, c.node.err)
	}
	wire := Wire{Method: c.method, URL: c.node.client.root + path, Template: template, Header: http.Header{"Accept": {"application/json"}}}
	if c.body == nil {
		return wire, nil
	}
	body, err := c.encode(c.body)
	if err != nil {
		return Wire{}, fmt.Errorf("%s %s: %w", c.method, template, err)
	}
	wire.Body = body
	wire.Header["Content-Type"] = []string{"application/json"}
	return wire, nil
}
