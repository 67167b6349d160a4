package graph

import (
	"fmt"
	"io"
)

// A limitedBody reads so much of a body. What is beyond is cut off, or an error.
type limitedBody struct {
	body      io.ReadCloser
	left, max int64
	cut       bool
	broken    bool // it ended with an error
	exchange  *exchange
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.read(p)
	if b.broken = err != nil && err != io.EOF; b.broken {
		err = b.exchange.veil(err) // what follows the body may be quoted
	}
	return n, err
}

func (b *limitedBody) read(p []byte) (int, error) {
	if b.left <= 0 {
		return b.beyond()
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.body.Read(p)
	b.left -= int64(n)
	return n, err
}

func (b *limitedBody) beyond() (int, error) {
	if b.cut {
		return 0, io.EOF
	}
	var more [1]byte
	n, err := b.body.Read(more[:])
	if n > 0 {
		return 0, &final{fmt.Errorf("the reply is larger than %d bytes; raise ClientOptions.MaxResponseBytes", b.max)}
	}
	return 0, err
}

func (b *limitedBody) Close() error { return b.body.Close() }
