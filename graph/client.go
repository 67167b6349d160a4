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

// ClientOptions are the options of a client. The zero value is a client of the global service.
//
// The fields of azcore's options mean what they mean there, but for these: Retry.MaxRetries is, unless set, 3 for failures and 20 for
// refusals that waiting mends (429, and 503 with Retry-After), and negative for none; Retry.StatusCodes and Retry.ShouldRetry are not
// heeded, nor is Logging.IncludeBody, because bodies hold secrets. A credential's token is sent to plain http on loopback addresses only.
type ClientOptions struct {
	azcore.ClientOptions

	// Cloud is the national cloud; the zero value means Global. It stands for azcore's option of the same name.
	Cloud Cloud
	// BaseURL replaces the root of the cloud and the version: "http://127.0.0.1:4004/beta". Plain http is for loopback addresses only.
	BaseURL string

	// AllowUnavailable sends requests although the table of operations says that the cloud lacks the operation.
	AllowUnavailable bool
	// AllowUnknownFutureValue lets bodies hold the enumeration member unknownFutureValue, which services answer with and refuse.
	AllowUnknownFutureValue bool
	// OwnMemory gives each string and struct of a result memory of its own. Else they share pieces of up to 64 KiB, which is several times as
	// fast, and whoever keeps one of them keeps its piece.
	OwnMemory bool
	// Unlimited turns off the limiter, which keeps the client within the documented budgets of requests.
	Unlimited bool
	// OnDelay is told when a request waits: before it is tried again, or for the limiter. It must not block.
	OnDelay func(Event)
	// MaxResponseBytes bounds the answers that are read into memory, 0 means 256 MiB. Streams are not bounded.
	MaxResponseBytes int64
}

// A Service is what a generated package says of its service.
type Service struct {
	Path       string // version path, "/beta"
	Clouds     bool   // the service is in the national clouds; else a client needs BaseURL
	Operations Table
}

// A Client makes requests to one service. Generated packages embed it. It is safe for concurrent use.
type Client struct {
	cloud     Cloud
	root      string // service root with version, no slash at the end
	base      *url.URL
	service   Service
	transport *azcore.Client
	sender    *sender
	lacking   lackCache
	allow     struct{ unavailable, unknownFutureValue bool }
	ownMemory bool
	blind     atomic.Bool // a policy of the user's hides from the transport which request it sends
}

// NewClient returns a client of the service. cred may be nil: then requests carry no token.
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

func serviceRoot(cloud Cloud, base string, service Service) (string, error) {
	if base == "" {
		if !service.Clouds {
			return "", errors.New("graph: the service has no cloud of its own; set ClientOptions.BaseURL to its root")
		}
		base = cloud.Root + service.Path
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", errors.New("graph: BaseURL is not the URL of a service root; write it as https://host/version, without user, query and fragment")
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

// Cloud returns the national cloud that the client talks to.
func (c *Client) Cloud() Cloud { return c.cloud }

// Root returns the node that all paths of the service begin at. Generated code calls it.
func (c *Client) Root() *Node { return &Node{client: c} }
