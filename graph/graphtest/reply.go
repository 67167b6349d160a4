package graphtest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// A Reply is what a handler of [Server.On] answers.
type Reply struct {
	Status int // 0 means 200
	Header http.Header
	// Body is nil, the bytes of a []byte or json.RawMessage, or a value that is encoded as JSON.
	Body any

	broken brokenness
	pass   bool
}

// A brokenness is what happens to a reply on its way.
type brokenness uint8

const (
	whole       brokenness = iota
	resetBefore            // the connection breaks before the service has acted
	resetAfter             // it breaks after that
	truncated              // it breaks within the body
)

// NoContent returns an empty reply, 204.
func NoContent() Reply { return Reply{Status: http.StatusNoContent} }

// OK returns a reply with a body, 200.
func OK(body any) Reply { return Reply{Status: http.StatusOK, Body: body} }

// Accepted returns the reply that starts a long-running operation: 202, with the address to ask
// for its state, and after how long.
func Accepted(location string, after time.Duration) Reply {
	header := http.Header{"Location": {location}}
	setRetryAfter(header, after)
	return Reply{Status: http.StatusAccepted, Header: header}
}

// Error returns an error in the form of Graph.
func Error(status int, code, message string) Reply {
	return Reply{Status: status, Body: map[string]any{"error": map[string]any{"code": code, "message": message}}}
}

// Pass returns the reply that makes the service answer as if there was no handler.
func Pass() Reply { return Reply{pass: true} }

// Throttled returns a refusal for too many requests, 429. after is when to try again; a negative
// one leaves the header Retry-After out, as Intune sometimes does.
func Throttled(after time.Duration) Reply {
	r := Error(http.StatusTooManyRequests, "TooManyRequests", "Too many requests.")
	r.Header = http.Header{}
	setRetryAfter(r.Header, after)
	return r
}

func setRetryAfter(header http.Header, after time.Duration) {
	if after >= 0 {
		header.Set("Retry-After", strconv.FormatFloat(after.Seconds(), 'f', -1, 64))
	}
}

// ResetBefore breaks the connection before the service has acted.
func ResetBefore() Reply { return Reply{broken: resetBefore} }

// ResetAfter breaks the connection after the service has acted, so that the client does not know
// what became of its request.
func ResetAfter() Reply { return Reply{broken: resetAfter} }

// Truncated breaks the connection in the middle of the body of the service's answer.
func Truncated() Reply { return Reply{broken: truncated} }

// HTMLPage returns the page of a gateway that could not reach the service.
func HTMLPage(status int) Reply {
	page := "<html><head><title>" + http.StatusText(status) + "</title></head><body><h1>" + http.StatusText(status) + "</h1></body></html>\r\n"
	return Reply{Status: status, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(page)}
}

// Unauthorized returns the challenge of continuous access evaluation: 401 with claims, which are
// JSON, for the next token.
func Unauthorized(claims string) Reply {
	r := Error(http.StatusUnauthorized, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge.")
	r.Header = http.Header{"Www-Authenticate": {`Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="` +
		encodeBase64(claims) + `"`}}
	return r
}

// bytes returns the body of a reply.
func (r Reply) bytes() ([]byte, error) {
	switch body := r.Body.(type) {
	case nil:
		return nil, nil
	case []byte:
		return body, nil
	case json.RawMessage:
		return body, nil
	}
	return encode(r.Body)
}

// encode encodes a model, patch or any other value.
func encode(v any) ([]byte, error) {
	switch v := v.(type) {
	case json.RawMessage:
		return v, nil
	case []byte:
		return v, nil
	case string:
		return []byte(v), nil
	}
	if data, err := odata.Marshal(v); err == nil {
		return data, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
