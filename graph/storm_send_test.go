package graph_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
)

// send sends an answer.
func (x *stormExchange) send(a stormAnswer) {
	x.head(a)
	_, _ = x.w.Write(a.body) // the caller may have left
}

func (x *stormExchange) head(a stormAnswer) {
	x.noteEmpty(a)
	x.w.Header().Set("Content-Type", "application/json")
	for i := 0; i+1 < len(a.header); i += 2 {
		x.w.Header().Set(a.header[i], a.header[i+1])
	}
	x.w.WriteHeader(a.status)
}

func (x *stormExchange) noteEmpty(a stormAnswer) {
	if a.status < 300 && len(a.body) == 0 {
		x.net.store.mu.Lock()
		defer x.net.store.mu.Unlock()
		for _, call := range x.calls {
			call.empty++
		}
	}
}

// abort breaks the answer off: a reset of the connection, or of the stream.
func (x *stormExchange) abort() {
	if x.net.wire == "h2" {
		panic(http.ErrAbortHandler)
	}
	conn := x.hijack()
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

func (x *stormExchange) hijack() net.Conn {
	conn, _, err := http.NewResponseController(x.w).Hijack()
	if err != nil {
		panic(err)
	}
	return conn
}

// kill closes the connection under the request and all others on it.
func (x *stormExchange) kill() {
	_ = x.r.Context().Value(stormConnKey{}).(net.Conn).Close()
	panic(http.ErrAbortHandler)
}

// raw writes an answer byte by byte and closes the connection.
func (x *stormExchange) raw(text string) {
	conn := x.hijack()
	_, _ = io.WriteString(conn, text)
	_ = conn.Close()
}

// text writes an answer as HTTP/1.1 has it, with a header of its own for the length.
func (a stormAnswer) text(length string) string {
	return fmt.Sprintf("HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nConnection: close\r\n%s\r\n\r\n%s", a.status, length, a.body)
}
