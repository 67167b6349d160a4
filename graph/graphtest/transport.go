package graphtest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
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
