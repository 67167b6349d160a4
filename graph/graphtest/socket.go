package graphtest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// A socket serves over the network.
type socket struct {
	server *http.Server
	at     string // host and port
}

// URL opens a socket on the loopback interface and returns the URL of the service root at it. The
// socket is closed at the end of the test.
func (s *Server) URL() string {
	s.tb.Helper()
	url, err := s.Listen("127.0.0.1:0")
	if err != nil {
		s.tb.Errorf("graphtest: %v", err)
	}
	return url
}

// Listen opens a socket at an address, host and port, and returns the URL of the service root at
// it. Once a socket is open, it returns the URL of that.
func (s *Server) Listen(address string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.socket == nil {
		listener, err := net.Listen("tcp", address)
		if err != nil {
			return "", err
		}
		s.socket = &socket{&http.Server{Handler: s, ReadHeaderTimeout: 30 * time.Second}, listener.Addr().String()}
		go s.socket.serve(listener)
	}
	return "http://" + s.socket.at + s.state.model.Path, nil
}

func (k *socket) serve(listener net.Listener) {
	if err := k.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		_ = listener.Close() // clients see that it is gone
	}
}

func (k *socket) close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if k.server.Shutdown(ctx) != nil {
		_ = k.server.Close() // connections that clients keep
	}
}
