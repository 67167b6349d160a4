package odata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

// maxDepth is how deeply objects and arrays may be nested, as in encoding/json.
const maxDepth = 10_000

// padding is the number of zero bytes that follow the body in memory. They end every scan, so that no loop needs to ask
// whether the body has ended, and eight bytes can be loaded at any position.
const padding = 8

// What a scan or decode returns instead of the position after the value.
const (
	failed = -1 // decoder.err says why
	misfit = -2 // the value is not of the declared kind
)

// decoder reads one JSON text, strictly by RFC 8259. Its functions take and return positions in the text.
type decoder struct {
	body  *[]byte // of bodies
	b     []byte  // the text and its padding, which is what body holds
	s     string  // the text, in the same memory
	depth int
	err   error

	names   []string // of the objects being read, for finding duplicates
	members []member // of the objects being decoded, for their Extra
	form    state    // of the number or time last decoded
	own     bool     // what is decoded shares no memory
	made    bool     // what is decoded is a patch, which no service sends
	checked int      // where the value that turned out to be a misfit ends, or 0 if it was not read to its end
	types   typeIndex

	slabs   map[*prop]*slab // memory for the elements of lists
	arena   []byte          // memory for strings and secrets
	scratch []byte          // for the text of a string with escapes

	extras  batch[extraData]
	unknown batch[member] // the members of extras
}

// bodies keeps memory for the texts that are decoded: each is garbage as soon as it is, and as large as what it is decoded into.
var bodies = sync.Pool{New: func() any { return new([]byte) }}

// byteOrderMark may stand before any JSON.
var byteOrderMark = []byte("\ufeff")

// newDecoder returns a decoder of a copy of data without byte order mark, in memory that the next decoder has once this one is released.
func newDecoder(data []byte) *decoder {
	data = bytes.TrimPrefix(data, byteOrderMark)
	body := bodies.Get().(*[]byte)
	*body = append(append((*body)[:0], data...), make([]byte, padding)...)
	d := &decoder{body: body, b: *body, s: textOf((*body)[:len(data)])}
	return d
}

// release gives the memory of the text back. What was decoded holds no part of it.
func (d *decoder) release() {
	if cap(d.b) <= largestKept {
		bodies.Put(d.body)
	}
	d.b, d.s = nil, ""
}

func (d *decoder) fail(at int, format string, args ...any) int {
	if d.err == nil {
		d.err = fmt.Errorf("odata: offset %d: %s", min(at, len(d.s)), fmt.Sprintf(format, args...))
	}
	return failed
}

// unexpected fails at a byte that cannot stand there.
func (d *decoder) unexpected(at int, want string) int {
	if at >= len(d.s) {
		return d.fail(at, "the text ends; want %s", want)
	}
	return d.fail(at, "found %q; want %s", d.b[at], want)
}

func (d *decoder) space(i int) int {
	for c := d.b[i]; c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = d.b[i] {
		i++
	}
	return i
}

// enter counts a level of nesting.
func (d *decoder) enter(i int) bool {
	if d.depth++; d.depth > maxDepth {
		d.fail(i, "nested over %d levels deep", maxDepth)
		return false
	}
	return true
}

// skip checks the value at i and returns the position after it.
func (d *decoder) skip(i int) int {
	switch c := d.b[i]; c {
	case '"':
		return d.quoted(i)
	case '{':
		return d.skipObject(i)
	case '[':
		return d.skipArray(i)
	case 't':
		return d.literal(i, "true")
	case 'f':
		return d.literal(i, "false")
	case 'n':
		return d.literal(i, "null")
	}
	return d.number(i)
}

func (d *decoder) literal(i int, text string) int {
	if !strings.HasPrefix(d.s[i:], text) {
		return d.unexpected(i, "a value")
	}
	return i + len(text)
}

func (d *decoder) skipArray(i int) int {
	if !d.enter(i) {
		return failed
	}
	if i = d.space(i + 1); d.b[i] == ']' {
		d.depth--
		return i + 1
	}
	return d.skipElements(i)
}

// skipElements reads an array from the element at i to its end.
func (d *decoder) skipElements(i int) int {
	for {
		if i = d.skip(i); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == ']' {
			d.depth--
			return i + 1
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
}

func (d *decoder) skipObject(start int) int {
	if !d.enter(start) {
		return failed
	}
	seen := d.newNames()
	i := d.space(start + 1)
	for first := true; d.b[i] != '}' || !first; first = false {
		name, value := d.name(i)
		if value < 0 {
			return failed
		}
		if !seen.add(d, name) {
			return d.twice(i, name)
		}
		if name == typeMember && d.types.recording {
			d.types.record(start, value)
		}
		if i = d.skip(value); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == '}' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
	seen.drop(d)
	d.depth--
	return i + 1
}

// name reads a member's name and the colon. It returns the name and the position of the value.
func (d *decoder) name(i int) (name string, value int) {
	if d.b[i] != '"' {
		return "", d.unexpected(i, "a name in double quotes")
	}
	name, end := d.text(i)
	if end < 0 {
		return "", failed
	}
	if len(name)+len(`""`) < end-i {
		name = strings.Clone(name) // it had escapes, and the next one would overwrite it
	}
	if i = d.space(end); d.b[i] != ':' {
		return "", d.unexpected(i, "a colon")
	}
	return name, d.space(i + 1)
}

func (d *decoder) twice(at int, name string) int {
	return d.fail(at, "name %.100q is twice in its object; names must differ", name)
}

// trimmedJSON returns the one JSON value that raw is, without the space around it.
func trimmedJSON(raw json.RawMessage) (string, error) {
	d := newDecoder(raw)
	defer d.release()
	start := d.space(0)
	end := d.whole(start, d.skip)
	if end < 0 {
		return "", d.err
	}
	return strings.Clone(d.s[start:end]), nil
}

// whole reads the value at i, behind which nothing but space may follow.
func (d *decoder) whole(i int, read func(int) int) int {
	end := read(i)
	if end < 0 {
		return end
	}
	if rest := d.space(end); rest != len(d.s) {
		return d.unexpected(rest, "nothing after the value")
	}
	return end
}
