package graphtest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
)

// A transport carries requests to a server in memory.
type transport Server

// maxBody bounds the body of a request, files apart; Graph takes 4 MB.
const maxBody = 4 << 20

// maxFile bounds the body of a request that sends a file.
const maxFile = 256 << 20

// Do is RoundTrip under the name that azcore calls.
func (t *transport) Do(req *http.Request) (*http.Response, error) { return t.RoundTrip(req) }

// RoundTrip answers a request. It heeds the request's context.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	s := (*Server)(t)
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	body, err := readBody(req)
	if errors.Is(err, errTooLarge) {
		return tooLarge().response(req), nil
	}
	if err != nil {
		return nil, err
	}
	reply, err := s.exchange(req, body)
	if err != nil {
		return nil, err
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	return reply.response(req), nil
}

// readBody reads the body of a request up to the limit of its kind.
func readBody(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	defer req.Body.Close()
	limit := int64(maxBody)
	if req.Method == http.MethodPut {
		limit = maxFile
	}
	data, err := io.ReadAll(io.LimitReader(req.Body, limit+1))
	if int64(len(data)) > limit {
		return data[:0:0], errTooLarge
	}
	return data, err
}

var errTooLarge = errors.New("the body is too large")

// errReset is what a client sees of a connection that the service resets.
var errReset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}

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

// cutOff is the end of a body that was cut off.
type cutOff struct{}

func (cutOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// A contextBody ends when the context of its request does.
type contextBody struct {
	io.Reader
	ctx context.Context
}

func (b *contextBody) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.Reader.Read(p)
}

func (b *contextBody) Close() error { return nil }

// ServeHTTP answers a request that came by a socket.
func (s *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := readBody(req)
	var a *answer
	switch {
	case errors.Is(err, errTooLarge):
		a = tooLarge()
	case err != nil:
		return // the client is gone
	default:
		if a, err = s.exchange(req, body); err != nil {
			panic(http.ErrAbortHandler) // resets the connection
		}
	}
	a.write(w, req)
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

// exchange answers a request, or returns the error of a connection that breaks.
func (s *Server) exchange(req *http.Request, body []byte) (*answer, error) {
	if s.isStorage(req) {
		return s.storageAnswer(req, body)
	}
	u := *req.URL
	if u.Host == "" {
		u.Scheme, u.Host = "http", req.Host
		if req.TLS != nil {
			u.Scheme = "https"
		}
	}
	c := s.newCall(req.Method, &u, req.Header.Clone(), body)
	reply := s.dispatch(c)
	switch reply.broken {
	case resetBefore, resetAfter:
		return nil, errReset
	}
	return c.answer(reply), nil
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
