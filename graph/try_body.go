package graph

import (
	"bytes"
	"io"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// A tryBody is the body of one try.
type tryBody struct{ bytes.Reader }

func (*tryBody) Close() error { return nil }

// freshBody gives a try a body of its own: the transport may still read that of the try before.
func (x *exchange) freshBody(req *policy.Request, try int) error {
	if x.source != nil && req.Body() != nil {
		body, err := x.source.start()
		req.Raw().Body = body
		return err
	}
	if x.wire.Body == nil || req.Body() != io.ReadSeekCloser(&x.body) {
		return req.RewindBody() // there is no body, or another policy has set it
	}
	body := &x.first
	if try > 1 {
		body = &tryBody{}
	}
	body.Reset(x.wire.Body)
	req.Raw().Body = body
	return nil
}
