package graph

import (
	"errors"
	"fmt"
	"io"
	"sync"
)

// A source is a body that the caller gave as a reader. Each try reads it from its start. It is also
// the body as azcore holds it, of which azcore asks the size alone.
type source struct {
	mu     sync.Mutex
	reader io.ReadSeeker
	size   int64
	try    int // the try that may read
}

func newSource(reader io.ReadSeeker) (*source, error) {
	size, err := reader.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("the size of the body is not known: %w", err)
	}
	return &source{reader: reader, size: size}, nil
}

// start returns the body of a try. The transport may still read that of the try before, which ends
// then.
func (s *source) start() (io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.try++
	if _, err := s.reader.Seek(0, io.SeekStart); err != nil {
		return nil, &final{fmt.Errorf("the body does not go back to its start: %w", err)}
	}
	return &sourceBody{s, s.try}, nil
}

// end lets no try read any more: the caller may use the reader again.
func (s *source) end() {
	if s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.try++
	}
}

var errOtherTry = errors.New("the body is read by another try")

func (s *source) Read([]byte) (int, error) { return 0, errOtherTry }
func (s *source) Close() error             { return nil }

// Seek returns the size at the end, and zero anywhere else.
func (s *source) Seek(_ int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return s.size, nil
	}
	return 0, nil
}

// A sourceBody is the body of one try.
type sourceBody struct {
	source *source
	try    int
}

func (b *sourceBody) Read(p []byte) (int, error) {
	b.source.mu.Lock()
	defer b.source.mu.Unlock()
	if b.try != b.source.try {
		return 0, errOtherTry
	}
	n, err := b.source.reader.Read(p)
	if err != nil && err != io.EOF {
		err = &final{fmt.Errorf("the body cannot be read: %w", err)}
	}
	return n, err
}

func (b *sourceBody) Close() error { return nil }
