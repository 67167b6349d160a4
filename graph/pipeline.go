package graph

import (
	"context"
	"net/http"
	"net/http/httptrace"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// transmit sends a request through the pipeline. No secret is in its error, nor in what the
// policies log and trace.
func (c *Client) transmit(ctx context.Context, x *exchange) (resp *http.Response, err error) {
	resp, err = c.runPipeline(ctx, x)
	if resp != nil && x.received != nil {
		resp.Header = x.received
	}
	return resp, err
}

func (c *Client) runPipeline(ctx context.Context, x *exchange) (resp *http.Response, err error) {
	x.Context = httptrace.WithClientTrace(ctx, x.watch())
	ctx = (*exchangeContext)(x)
	if tracer := c.transport.Tracer(); tracer.Enabled() {
		var end func(error)
		ctx, end = runtime.StartSpan(ctx, "Client."+x.wire.Method, tracer, nil)
		defer func() { end(err) }()
	}
	req, err := x.pipelineRequest(ctx)
	if err != nil {
		return nil, err
	}
	pipeline := c.transport.Pipeline()
	if x.foreign != nil {
		client, err := c.outside()
		if err != nil {
			return nil, err
		}
		pipeline = client.Pipeline()
	}
	resp, err = pipeline.Do(req)
	switch {
	case resp == nil && c.blind.Load():
		x.sent, x.lost = true, true
	case resp != nil && x.answered && ctx.Err() != nil:
		err = nil // azcore returns the context's error in place of the reply that is there
	}
	return resp, x.redactError(err)
}

// pipelineRequest returns the request as azcore's pipeline takes it.
func (x *exchange) pipelineRequest(ctx context.Context) (*policy.Request, error) {
	req, err := runtime.NewRequest(ctx, x.wire.Method, x.wire.URL)
	if err != nil {
		return nil, err
	}
	if x.wire.Body != nil {
		x.body.Reset(x.wire.Body)
		if err := req.SetBody(&x.body, ""); err != nil { // the content type is among the headers
			return nil, err
		}
	}
	if x.source != nil {
		if err := req.SetBody(x.source, ""); err != nil {
			return nil, err
		}
		req.Raw().GetBody = x.source.start
	}
	for name, values := range x.wire.Header {
		req.Raw().Header[name] = values
	}
	x.ids[0] = x.clientID()
	req.Raw().Header["Client-Request-Id"] = x.ids[:]
	if x.streams {
		runtime.SkipBodyDownload(req)
	}
	return req, nil
}

// An exchangeContext gives policies the exchange. It also keeps azcore's own retry policy from
// trying twice, whatever the caller's context says: only the sender decides to send a request
// again.
type exchangeContext exchange

type exchangeKey struct{}

var once = policy.WithRetryOptions(context.Background(), policy.RetryOptions{MaxRetries: -1, StatusCodes: []int{}})

func (c *exchangeContext) Value(key any) any {
	if key == (exchangeKey{}) {
		return (*exchange)(c)
	}
	if value := once.Value(key); value != nil {
		return value
	}
	return c.Context.Value(key)
}

// exchangeOf returns the exchange of a context, or an empty one if a policy has replaced the
// context.
func exchangeOf(ctx context.Context) *exchange {
	if x, ok := ctx.Value(exchangeKey{}).(*exchange); ok {
		return x
	}
	return &exchange{}
}
