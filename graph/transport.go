package graph

import (
	"net/http"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// This file builds azcore's pipeline of the client: telemetry → the user's policies per call →
// azcore's retry, which tries once → the sender (retries and budgets) → token → the user's policies
// per try → tracing and logging → the guard → the transport.

const (
	moduleName    = "intunegen"
	moduleVersion = "v0.1.0"

	maxReply      = 256 << 20
	maxErrorReply = 1 << 20 // of the body of an error; the rest is cut off
)

func newTransport(cred azcore.TokenCredential, c *Client, options *ClientOptions) (*azcore.Client, error) {
	o := options.ClientOptions
	o.Logging.IncludeBody = false
	o.Retry = policy.RetryOptions{MaxRetries: -1}
	next := guardRedirects(o.Transport, c.base)
	o.Transport = &guard{next: next, base: c.base, max: options.MaxResponseBytes, blind: &c.blind}
	c.outside = sync.OnceValues(func() (*azcore.Client, error) { return newForeignTransport(c, o) })
	plan := runtime.PipelineOptions{
		AllowedHeaders:         []string{"client-request-id", "request-id", "x-ms-ags-diagnostic", "Retry-After", "Prefer"},
		AllowedQueryParameters: []string{"$select", "$expand", "$orderby", "$top", "$skip", "$count"},
		PerRetry:               []policy.Policy{c.sender},
		Tracing:                runtime.TracingOptions{Namespace: "Microsoft.Graph"},
	}
	if cred != nil {
		plan.PerRetry = append(plan.PerRetry, runtime.NewBearerTokenPolicy(cred, []string{c.cloud.Scope},
			// Plain http is for loopback addresses: NewClient allows no others.
			&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: c.base.Scheme == "http"}))
	}
	return azcore.NewClient(moduleName, moduleVersion, plan, &o)
}

// defaultTransport is shared by all clients, so that they share connections.
var defaultTransport = sync.OnceValue(func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 100
	// A connection that died silently is noticed within 15 seconds.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second}
	return t
})
