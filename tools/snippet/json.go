package snippet

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// A node is a JSON value and its position.
type node struct {
	span
	kind    byte   // o object, a array, s string, n number, b true or false, z null
	text    string // of a string, number or truth value
	members []member
	items   []*node
}

type member struct {
	name string
	at   int
	*node
}

// find returns the member of that name, or nil.
func (n *node) find(name string) *node {
	for _, m := range n.members {
		if m.name == name {
			return m.node
		}
	}
	return nil
}

// A parser parses the JSON of a span.
type parser struct {
	*source
	span
	tokens *json.Decoder
}

const jsonRemedy = "correct the JSON"

// maxDepth bounds the nesting of a body.
const maxDepth = 1000

// parseJSON parses the JSON value in a span.
func parseJSON(s *source, in span) (*node, error) {
	p := &parser{source: s, span: in, tokens: json.NewDecoder(bytes.NewReader(s.text[in.start:in.end]))}
	p.tokens.UseNumber()
	n, err := p.value(0)
	if err != nil {
		return nil, err
	}
	if rest := p.next(); rest < in.end {
		return nil, p.errorf(rest, "leave one JSON value", "there is more behind the body")
	}
	return n, nil
}

// next returns the offset of the next token.
func (p *parser) next() int {
	at := p.start + int(p.tokens.InputOffset())
	return p.end - len(bytes.TrimLeft(p.text[at:p.end], " \t\r\n,:"))
}

func (p *parser) token() (json.Token, error) {
	at := p.next()
	token, err := p.tokens.Token()
	var bad *json.SyntaxError
	switch {
	case err == nil:
		return token, nil
	case errors.As(err, &bad):
		return nil, p.errorf(max(p.start+int(bad.Offset)-1, p.start), jsonRemedy, "%v", err)
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return nil, p.errorf(p.end, jsonRemedy, "the JSON ends too early")
	}
	return nil, p.errorf(at, jsonRemedy, "%v", err)
}

func (p *parser) value(depth int) (*node, error) {
	n := &node{span: span{start: p.next()}}
	if depth > maxDepth {
		return nil, p.errorf(n.start, "nest less", "the body is nested over %d levels", maxDepth)
	}
	token, err := p.token()
	if err != nil {
		return nil, err
	}
	switch v := token.(type) {
	case json.Delim:
		err = p.nested(n, byte(v), depth)
	case string:
		n.kind, n.text = 's', v
		raw := p.text[n.start : p.start+int(p.tokens.InputOffset())]
		if strings.ContainsRune(v, utf8.RuneError) && !bytes.ContainsRune(raw, utf8.RuneError) || !utf8.Valid(raw) {
			err = p.errorf(n.start, "write text that is Unicode", "the string is not valid Unicode")
		}
	case json.Number:
		n.kind, n.text = 'n', v.String()
	case bool:
		n.kind, n.text = 'b', map[bool]string{true: "true", false: "false"}[v]
	default:
		n.kind = 'z'
	}
	n.end = p.start + int(p.tokens.InputOffset())
	return n, err
}

func (p *parser) nested(n *node, open byte, depth int) error {
	n.kind = map[byte]byte{'{': 'o', '[': 'a'}[open]
	for p.tokens.More() {
		if open == '[' {
			item, err := p.value(depth + 1)
			if err != nil {
				return err
			}
			n.items = append(n.items, item)
			continue
		}
		if err := p.member(n, depth); err != nil {
			return err
		}
	}
	_, err := p.token()
	return err
}

func (p *parser) member(n *node, depth int) error {
	at := p.next()
	name, err := p.token()
	if err != nil {
		return err
	}
	text, _ := name.(string) // the decoder has checked that it is a string
	if n.find(text) != nil {
		return p.errorf(at, "remove one", "the name %q is twice in its object", text)
	}
	value, err := p.value(depth + 1)
	n.members = append(n.members, member{text, at, value})
	return err
}

// raw returns a value's JSON without white space.
func (s *source) raw(n *node) string {
	var out bytes.Buffer
	// The parser has read the text as valid JSON before.
	_ = json.Compact(&out, s.text[n.start:n.end])
	return out.String()
}
