package graph

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// ClientOptions are the options of a client. The zero value makes a client of the global service.
//
// The fields of azcore's options have their meaning from there, with these exceptions. The default
// of Retry.MaxRetries is 3 for failures and 20 for throttling (429, and 503 with Retry-After); a
// negative value means none. Retry.StatusCodes, Retry.ShouldRetry and Logging.IncludeBody have no
// effect, the last because bodies have secrets. A credential's token goes over plain http to
// loopback addresses only.
type ClientOptions struct {
	azcore.ClientOptions

	// Cloud is the national cloud; the zero value means Global. It replaces azcore's option of that
	// name.
	Cloud Cloud
	// BaseURL replaces the root of the cloud and the version: "http://127.0.0.1:4004/beta". Plain
	// http is for loopback addresses only.
	BaseURL string

	// AllowUnavailable sends requests for operations that the cloud lacks according to the table of
	// operations.
	AllowUnavailable bool
	// AllowUnknownFutureValue allows the enumeration member unknownFutureValue in bodies. Services
	// return it for members that a client may not know, and refuse it in requests.
	AllowUnknownFutureValue bool
	// OwnMemory gives each string and struct of a result memory of its own. Without it, they share
	// blocks of up to 64 KiB. That is several times as fast, but one string that is kept keeps its
	// whole block.
	OwnMemory bool
	// Unlimited turns off the limiter, which keeps the client within the documented budgets of
	// requests.
	Unlimited bool
	// OnDelay is called when a request waits: before it is sent again, or for a place in the
	// budget. It must not block.
	OnDelay func(Event)
	// MaxResponseBytes is the most bytes of a reply that are read into memory; 0 means 256 MiB.
	// Streams are not limited.
	MaxResponseBytes int64
}

// A Service describes the service of a generated package. Generated code makes it.
type Service struct {
	Path       string // version path, "/beta"
	Clouds     bool   // the service is in the national clouds; if not, a client needs BaseURL
	Operations Table
}

// A Client sends requests to one service. Generated packages embed it. It is safe for concurrent
// use.
type Client struct {
	cloud     Cloud
	root      string // service root with version, no slash at the end
	base      *url.URL
	service   Service
	transport *azcore.Client
	outside   func() (*azcore.Client, error) // the pipeline of requests to signed addresses
	sender    *sender
	lacking   lackCache
	allow     struct{ unavailable, unknownFutureValue bool }
	ownMemory bool
	blind     atomic.Bool // a policy of the user has replaced a request's context
}

// NewClient returns a client of the service. Generated code calls it. If cred is nil, requests have
// no token.
func NewClient(cred azcore.TokenCredential, options *ClientOptions, service Service) (*Client, error) {
	if options == nil {
		options = &ClientOptions{}
	}
	c := &Client{cloud: options.Cloud, service: service}
	if c.cloud == (Cloud{}) {
		c.cloud = Global
	}
	root, err := serviceRoot(c.cloud, options.BaseURL, service)
	if err != nil {
		return nil, err
	}
	c.root = root
	if c.base, err = url.Parse(root); err != nil {
		return nil, err
	}
	c.allow.unavailable, c.allow.unknownFutureValue = options.AllowUnavailable, options.AllowUnknownFutureValue
	c.ownMemory = options.OwnMemory
	c.sender = newSender(options)
	c.transport, err = newTransport(cred, c, options)
	return c, err
}

// serviceRoot returns the URL that all paths begin at, without a slash at its end.
func serviceRoot(cloud Cloud, base string, service Service) (string, error) {
	if base == "" {
		if !service.Clouds {
			return "", errors.New("graph: the service has no cloud of its own; set ClientOptions.BaseURL to its root")
		}
		base = cloud.Root + service.Path
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", errors.New("graph: BaseURL is not the URL of a service root; " +
			"write it as https://host/version, without user, query and fragment")
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())) {
		return "", fmt.Errorf("graph: BaseURL of host %s is not https; plain http is for loopback addresses only", u.Host)
	}
	return strings.TrimSuffix(base, "/"), nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Cloud returns the national cloud of the client.
func (c *Client) Cloud() Cloud { return c.cloud }

// Root returns the node of the service root. Generated code calls it.
func (c *Client) Root() *Node { return &Node{client: c} }
