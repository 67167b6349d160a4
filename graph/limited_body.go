package graph

import (
	"fmt"
	"io"
)

// A limitedBody reads a body up to a limit. Beyond the limit, it ends early or with an error.
type limitedBody struct {
	body      io.ReadCloser
	left, max int64
	cut       bool // it ends early
	broken    bool // it ended with an error
	exchange  *exchange
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.read(p)
	if b.broken = err != nil && err != io.EOF; b.broken {
		err = b.exchange.redactError(err) // the error may quote what follows the body
	}
	return n, err
}

func (b *limitedBody) read(p []byte) (int, error) {
	if b.left <= 0 {
		return b.readBeyond()
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.body.Read(p)
	b.left -= int64(n)
	return n, err
}

// readBeyond returns what is there after the limit: the end of the body, or an error.
func (b *limitedBody) readBeyond() (int, error) {
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
