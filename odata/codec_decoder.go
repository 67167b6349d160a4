package odata

import (
	"bytes"
	"fmt"
	"sync"
)

// maxDepth is how deeply objects and arrays can be nested, as in encoding/json.
const maxDepth = 10_000

// padding is the number of zero bytes after the body. They end every scan, so no loop has to ask
// whether the body has ended, and eight bytes can be loaded at any position.
const padding = 8

// Functions that scan or decode return one of these in place of the position after the value.
const (
	failed = -1 // decoder.err says why
	misfit = -2 // the value is not of the declared kind
)

// decoder reads one JSON text, strictly by RFC 8259. Its functions take and return positions in the
// text.
type decoder struct {
	body  *[]byte // from bodies
	b     []byte  // the text and its padding
	s     string  // the text, in the same memory
	depth int
	err   error

	names   []string // of the objects being read, for finding duplicates
	members []member // of the objects being decoded, for their Extra
	form    state    // of the number or time last decoded
	own     bool     // decoded values share no memory
	made    bool     // a patch is decoded, which no service sends
	checked int      // the end of a misfit, or 0 if it was not read to its end
	types   typeIndex

	truncated string // an expanded collection that ended in a link, or ""

	path   []string // where in a row a value does not fit, innermost first
	misfit string   // what is there
	gone   bool     // the item says that it is removed
	item   int      // the depth of the items of a page
	small  bool     // chunks of the arena do not grow

	slabs   map[*prop]*slab // memory for the elements of lists
	arena   []byte          // memory for strings and secrets
	scratch []byte          // for the text of a string with escapes

	extras  batch[extraData]
	unknown batch[member] // the members of extras
}

// bodies keeps the memory of texts for reuse, since each is garbage when it is decoded.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// byteOrderMark can precede any JSON.
var byteOrderMark = []byte("\ufeff")

// newDecoder returns a decoder of a copy of data without its byte order mark. release makes the
// memory of the copy available to other decoders.
func newDecoder(data []byte) *decoder {
	data = bytes.TrimPrefix(data, byteOrderMark)
	body := bodies.Get().(*[]byte)
	*body = append(append((*body)[:0], data...), make([]byte, padding)...)
	d := &decoder{body: body, b: *body, s: textOf((*body)[:len(data)])}
	return d
}

// release returns the memory of the text to bodies. No decoded value refers to it.
func (d *decoder) release() {
	if cap(d.b) <= maxPooled {
		bodies.Put(d.body)
	}
	d.b, d.s = nil, ""
}

// A syntaxError is the error of a text that is not JSON, or not what is decoded.
type syntaxError struct {
	offset int
	what   string
}

func (e *syntaxError) Error() string { return fmt.Sprintf("odata: offset %d: %s", e.offset, e.what) }

func (d *decoder) fail(at int, format string, args ...any) int {
	if d.err == nil {
		d.err = &syntaxError{min(at, len(d.s)), fmt.Sprintf(format, args...)}
	}
	return failed
}

// unexpected fails at a byte that is not allowed there.
func (d *decoder) unexpected(at int, want string) int {
	if at >= len(d.s) {
		return d.fail(at, "the text ends; want %s", want)
	}
	return d.fail(at, "found %q; want %s", d.b[at], want)
}
