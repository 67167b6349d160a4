package graph_test

import (
	"encoding/base64"
	"net/http"
	"time"
)

// The faults that are answers of another status. What is called a refusal says that nothing was
// done.

// refused refuses a request, which is not carried out.
func refused(status int, header ...string) func(*stormExchange) {
	return func(x *stormExchange) { x.refuse(status, header...) }
}

// before answers in place of the service, which does not carry the request out.
func before(a stormAnswer) func(*stormExchange) { return func(x *stormExchange) { x.send(a) } }

// after answers in place of the service, which has carried the request out.
func after(a stormAnswer) func(*stormExchange) {
	return func(x *stormExchange) {
		x.apply()
		x.send(a)
	}
}

const stormClaims = `{"access_token":{"nbf":{"essential":true}}}`

func challenge(encoding *base64.Encoding) string {
	return `Bearer realm="", error="insufficient_claims", claims="` + encoding.EncodeToString([]byte(stormClaims)) + `"`
}

// atDate refuses until a date, by the service's own clock.
func atDate(x *stormExchange) {
	now := time.Now().UTC().Add(-time.Hour)
	x.refuse(429, "Date", now.Format(http.TimeFormat), "Retry-After", now.Format(http.TimeFormat))
}

var refusalFaults = []stormFault{
	{name: "429", do: refused(429)},
	{name: "429 with Retry-After of no seconds", do: refused(429, "Retry-After", "0")},
	{name: "429 with Retry-After of a fraction", do: refused(429, "Retry-After", "0.002")},
	{name: "429 with Retry-After of a date", do: atDate},
	{name: "429 with Retry-After of no meaning", do: refused(429, "Retry-After", "soon")},
	{name: "429 with Retry-After of an hour", do: refused(429, "Retry-After", "3600")},
	{name: "429 with retry-after-ms", do: refused(429, "retry-after-ms", "2")},
	{name: "429 with x-ms-retry-after-ms", do: refused(429, "x-ms-retry-after-ms", "2")},
	{name: "503 with Retry-After", do: refused(503, "Retry-After", "0.001")},
	{name: "400", do: refused(400)},
	{name: "401", do: refused(401)},
	{name: "401 with claims", do: refused(401, "WWW-Authenticate", challenge(base64.StdEncoding))},
	{name: "401 with claims without padding", do: refused(401, "WWW-Authenticate", challenge(base64.RawStdEncoding))},
	{name: "409", do: refused(409)},
	{name: "412", do: refused(412)},
	{name: "413", do: refused(413)},
	{name: "403 with a page of HTML", do: before(html(403))},
	{name: "400 without a body", do: before(stormAnswer{status: 400})},
	{name: "304", do: before(stormAnswer{status: 304})},
}

func html(status int) stormAnswer {
	return stormAnswer{status, []byte("<html><body>Something went wrong</body></html>"), []string{"Content-Type", "text/html"}}
}

var gatewayFaults = []stormFault{
	{name: "500 before the change", do: before(stormError(500, "InternalServerError"))},
	{name: "500 after the change", do: after(stormError(500, "InternalServerError"))},
	{name: "502 with HTML before the change", do: before(html(502))},
	{name: "502 with HTML after the change", do: after(html(502))},
	{name: "503 before the change", do: before(stormError(503, "ServiceUnavailable"))},
	{name: "503 after the change", do: after(stormError(503, "ServiceUnavailable"))},
	{name: "504 before the change", do: before(stormError(504, "GatewayTimeout"))},
	{name: "504 with HTML after the change", do: after(html(504))},
	{name: "520 before the change", do: before(html(520))},
	{name: "524 after the change", do: after(html(524))},
	{name: "200 with HTML before the change", do: before(html(200))},
	{name: "200 with HTML after the change", do: after(html(200))},
	{name: "200 with an error", do: before(stormAnswer{status: 200, body: stormError(0, "Failed").body})},
}

// redirect sends the caller to the same path of its own service, or of another host.
func redirect(status int, other bool) func(*stormExchange) {
	return func(x *stormExchange) {
		to := x.net.root + "/" + x.own.url.RequestURI()[1:]
		if other {
			to = x.net.other.URL + x.r.URL.RequestURI()
		}
		if status != http.StatusSeeOther { // which would say that it was carried out
			x.noteRefused()
		}
		x.send(stormAnswer{status: status, header: []string{"Location", to}})
	}
}

var redirectFaults = []stormFault{
	{name: "301 to another host", do: redirect(301, true)},
	{name: "302 to itself", do: redirect(302, false)},
	{name: "302 to another host", do: redirect(302, true)},
	{name: "302 without Location", do: before(stormAnswer{status: 302})},
	{name: "303 to itself", do: redirect(303, false)},
	{name: "307 to itself", do: redirect(307, false)},
	{name: "307 to another host", do: redirect(307, true)},
	{name: "308 to itself", do: redirect(308, false)},
	{name: "308 to another host", do: redirect(308, true)},
}
