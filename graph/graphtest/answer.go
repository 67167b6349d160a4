package graphtest

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// An answer is a reply that is ready to be sent.
type answer struct {
	status int
	header http.Header
	body   []byte
	broken brokenness
}

// response returns the answer as the response to a request.
func (a *answer) response(req *http.Request) *http.Response {
	resp := &http.Response{Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, ContentLength: int64(len(a.body)), Request: req}
	var body io.Reader = bytes.NewReader(a.body)
	switch {
	case req.Method == http.MethodHead:
		body = bytes.NewReader(nil)
	case a.broken == truncated:
		body = io.MultiReader(bytes.NewReader(a.body[:len(a.body)/2]), cutOff{})
	}
	resp.Body = &contextBody{body, req.Context()}
	return resp
}

// tooLarge returns the answer to a request whose body is too large.
func tooLarge() *answer {
	body := []byte(`{"error":{"code":"RequestEntityTooLarge","message":"The request is too large."}}`)
	return &answer{status: http.StatusRequestEntityTooLarge, header: http.Header{"Content-Type": {"application/json"}}, body: body}
}

// write writes the answer to a socket.
func (a *answer) write(w http.ResponseWriter, req *http.Request) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status != http.StatusNoContent && a.status != http.StatusNotModified {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	}
	w.WriteHeader(a.status)
	if a.broken == truncated {
		a.body = a.body[:len(a.body)/2]
	}
	if req.Method != http.MethodHead {
		_, _ = w.Write(a.body) // the client may be gone
	}
	if a.broken == truncated {
		panic(http.ErrAbortHandler)
	}
}

// answer makes a reply ready to be sent.
func (c *Call) answer(reply Reply) *answer {
	body, err := reply.bytes()
	if err != nil {
		f := badRequest("the handler's reply cannot be written: %v", err)
		f.status = http.StatusInternalServerError
		reply = f.reply(c)
		body, _ = reply.bytes()
	}
	a := &answer{reply.Status, http.Header{}, body, reply.broken}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if len(body) > 0 {
		a.header.Set("Content-Type", "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8")
	}
	for name, values := range reply.Header {
		a.header[http.CanonicalHeaderKey(name)] = values
	}
	a.header.Set("request-id", c.requestID)
	if id := c.Header.Get("client-request-id"); id != "" {
		a.header.Set("client-request-id", id)
	}
	a.header.Set("OData-Version", "4.0")
	if strings.EqualFold(c.Header.Get("X-Csrf-Token"), "fetch") {
		a.header.Set("X-Csrf-Token", "none")
	}
	return a
}
