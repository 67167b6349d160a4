package graph

import (
	"crypto/tls"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"time"
)

// verdict tells why a request is sent again and after which wait; the reason is "" when it is not.
func (s *sender) verdict(x *exchange, try int, resp *http.Response, err error) (time.Duration, string) {
	reason, after := "", time.Duration(0)
	switch {
	case err != nil && !x.left:
		reason = x.reasonOfError(err)
	case resp != nil:
		var given bool
		after, given = retryAfter(resp.Header)
		reason = x.reasonOf(resp.StatusCode, given, err)
	case err != nil:
		reason = x.reasonOfError(err)
	}
	retries := int(s.retry.MaxRetries)
	if retries == 0 {
		retries = map[string]int{throttled: maxThrottles, failed: maxRetries}[reason]
	}
	if try > retries || after > s.retry.MaxRetryDelay {
		return 0, ""
	}
	if after == 0 {
		after = s.backoff(try)
	}
	return after, reason
}

// reasonOf tells why a request with a reply is sent again. err is what went wrong while the reply's body was read.
func (x *exchange) reasonOf(status int, retryAfter bool, err error) string {
	switch status {
	case http.StatusTooManyRequests:
		return throttled
	case http.StatusServiceUnavailable:
		if retryAfter {
			return throttled
		}
		return x.failed()
	case http.StatusGatewayTimeout:
		return x.failed()
	}
	// The request was carried out, and the reply lost on its way.
	if err != nil && status < 300 && !isFinal(err) && !x.deletes() {
		return x.failed()
	}
	return ""
}

// deletes tells whether the request, or one in a batch, deletes: done twice it would answer 404.
func (x *exchange) deletes() bool {
	return slices.ContainsFunc(x.parts, func(p part) bool { return p.method == http.MethodDelete })
}

func (x *exchange) failed() string {
	if x.repeatable {
		return failed
	}
	return ""
}

func (x *exchange) reasonOfError(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return failed
	}
	if isFinal(err) {
		return ""
	}
	return x.failed()
}

// isFinal tells whether an error will be the same another time.
func isFinal(err error) bool {
	var nonRetriable interface{ NonRetriable() }
	var certificate *tls.CertificateVerificationError
	var ours *final
	// azcore says so of every reply to PATCH that breaks off, for methods in general; ours are repeatable.
	broken := errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, new(*net.OpError))
	return errors.As(err, &ours) || errors.As(err, &certificate) || !broken && errors.As(err, &nonRetriable)
}

// backoff doubles from try to try up to a minute; jitter of a quarter spreads what was refused together.
func (s *sender) backoff(try int) time.Duration {
	if s.retry.RetryDelay < 0 {
		return 0
	}
	delay := min(math.Ldexp(float64(s.retry.RetryDelay), try-1), float64(min(maxBackoff, s.retry.MaxRetryDelay)))
	return time.Duration(delay * (0.75 + rand.Float64()/2))
}

func statusOf(resp *http.Response) int {
	if resp == nil {
		return 0
	}
	return resp.StatusCode
}
