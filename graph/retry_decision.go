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

// The reasons to send a request again.
const (
	throttled = "throttled"
	failed    = "failed"
)

// decide returns why a request is sent again, and after which delay. The reason is "" if it is not.
func (s *sender) decide(x *exchange, try int, resp *http.Response, err error) (time.Duration, string) {
	reason, after := "", time.Duration(0)
	switch {
	case err != nil && (resp == nil || !x.left):
		reason = x.reasonOfError(err)
	case resp != nil:
		var given bool
		after, given = retryAfter(resp.Header)
		reason = x.reasonOfReply(resp.StatusCode, given, err)
	}
	if try > s.retriesFor(reason) || after > s.retry.MaxRetryDelay {
		return 0, ""
	}
	if after == 0 {
		after = s.backoff(try)
	}
	return after, reason
}

// retriesFor returns how often a request is sent again at most.
func (s *sender) retriesFor(reason string) int {
	switch {
	case s.retry.MaxRetries != 0:
		return int(s.retry.MaxRetries)
	case reason == throttled:
		return maxThrottles
	}
	return maxRetries
}

// reasonOfReply returns why a request with a reply is sent again. err is the error of reading the
// reply's body.
func (x *exchange) reasonOfReply(status int, retryAfter bool, err error) string {
	switch status {
	case http.StatusTooManyRequests:
		return throttled
	case http.StatusServiceUnavailable:
		if retryAfter {
			return throttled
		}
		return x.failedUnlessPost()
	case http.StatusGatewayTimeout:
		return x.failedUnlessPost()
	}
	if x.foreign != nil && isBusy(status) {
		return x.failedUnlessPost()
	}
	// The request was carried out, and the reply was lost on its way.
	if err != nil && status < 300 && !isFinal(err) && !x.deletes() {
		return x.failedUnlessPost()
	}
	return ""
}

// isBusy reports whether a store of files answers with this status when it is busy, besides 503 and
// 504.
func isBusy(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusInternalServerError || status == http.StatusBadGateway
}

// reasonOfError returns why a request without a reply is sent again.
func (x *exchange) reasonOfError(err error) string {
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return failed
	}
	if isFinal(err) {
		return ""
	}
	return x.failedUnlessPost()
}

func (x *exchange) failedUnlessPost() string {
	if x.repeatable {
		return failed
	}
	return ""
}

// deletes reports whether the request, or one in its batch, is a DELETE: the second of two gets
// 404.
func (x *exchange) deletes() bool {
	return slices.ContainsFunc(x.parts, func(p part) bool { return p.method == http.MethodDelete })
}

// isFinal reports whether another try would end with the same error.
func isFinal(err error) bool {
	var nonRetriable interface{ NonRetriable() }
	var certificate *tls.CertificateVerificationError
	var ours *final
	// azcore marks the error of every broken reply to a PATCH. Here, a PATCH is repeatable.
	broken := errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, new(*net.OpError))
	return errors.As(err, &ours) || errors.As(err, &certificate) || !broken && errors.As(err, &nonRetriable)
}

// backoff returns a delay that doubles from try to try, up to a minute. Jitter of a quarter spreads
// requests that were refused together.
func (s *sender) backoff(try int) time.Duration {
	if s.retry.RetryDelay < 0 {
		return 0
	}
	delay := min(math.Ldexp(float64(s.retry.RetryDelay), try-1), float64(min(maxBackoff, s.retry.MaxRetryDelay)))
	return time.Duration(delay * (0.75 + rand.Float64()/2))
}
