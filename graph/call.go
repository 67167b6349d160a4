package graph

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"

	"github.com/intunegen/intunegen/odata"
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

// A Call is a request that is not typed by its result yet. Generated code makes a Request, List, Command or Stream of it.
type Call struct {
	node   *Node
	method string
	body   any // nil for none
	encode func(any) ([]byte, error)
	query  []odata.QueryOption
	accept string // "" for JSON

	contentType string // of the body; "" for JSON
	total       *int64 // where the number of a collection's items goes; nil if nobody asked
}

func (c *Call) build() (Wire, error) {
	wire, err := c.wire()
	if err != nil {
		_, template := c.node.path()
		return Wire{}, fmt.Errorf("%s %s: %w", c.method, template, err)
	}
	return wire, nil
}

func (c *Call) wire() (Wire, error) {
	if c.node.err != nil {
		return Wire{}, c.node.err
	}
	path, template := c.node.path()
	query, err := odata.EncodeQuery(c.query)
	if err != nil {
		return Wire{}, err
	}
	accept := isJSON
	if c.accept != "" {
		accept = []string{c.accept}
	}
	wire := Wire{Method: c.method, URL: c.node.client.root + path + query, Template: template, Header: http.Header{"Accept": accept}}
	if c.body == nil {
		if c.encode != nil {
			return Wire{}, errors.New("the body is nil; give what is to be sent")
		}
		return wire, nil
	}
	if wire.Body, err = c.encode(c.body); err != nil {
		return Wire{}, err
	}
	wire.Header["Content-Type"] = isJSON
	if c.contentType != "" {
		wire.Header["Content-Type"] = []string{c.contentType}
	}
	return wire, c.checkBody(wire.Body)
}

// isJSON is the value of headers in every request. It is full, so that append copies it.
var isJSON = []string{"application/json"}

// checkBody refuses the member of enumerations that stands for those that a client may not know.
func (c *Call) checkBody(body []byte) error {
	if c.node.client.allow.unknownFutureValue || !bytes.Contains(body, []byte("unknownFutureValue")) {
		return nil
	}
	if path, found := odata.UnknownFutureValue(c.body); found {
		return fmt.Errorf("%s: is unknownFutureValue, which stands for a member that was not sent; set another (graph.IncludeUnknownEnumMembers "+
			"reads the true one), or ClientOptions.AllowUnknownFutureValue", path)
	}
	return nil
}
