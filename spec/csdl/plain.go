package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
)

// errNotPlain is the error of a document that is not written plainly.
var errNotPlain = errors.New("not written plainly")

// A plainSource reads XML as descriptions are written, several times as fast as the library, and gives what the library gives. What it
// does not know for well formed it leaves to the library: values and texts with references or beyond ASCII one by one; and, by
// errNotPlain, the whole document, as one with mistakes, processing instructions, CDATA, or names beyond ASCII.
type plainSource struct {
	data  []byte
	at    int // where the next token begins
	lines lineCounter
	names map[string]xml.Name // by what is written
	kept  map[string]string   // short values, each once

	open   []openTag
	attrs  []xml.Attr // those of open elements
	spaces []binding  // those of open elements
	void   bool       // the tag that was read is its own end tag
}

// An openTag is the start tag of an open element, and how many attributes and bindings there are before it.
type openTag struct {
	name          []byte
	attrs, spaces int
}

// A binding is a prefix, "" for elements without one, and the namespace that it stands for.
type binding struct{ prefix, namespace string }

func newPlainSource(data []byte, charset charsetReader) *plainSource {
	return &plainSource{data: data, at: headerLength(data, charset), names: map[string]xml.Name{}, kept: map[string]string{}}
}

// headerLength returns the length of an XML declaration that the library accepts.
func headerLength(data []byte, charset charsetReader) int {
	if !bytes.HasPrefix(data, []byte("<?xml")) {
		return 0
	}
	end := bytes.IndexByte(data, '>') + 1
	header := xml.NewDecoder(bytes.NewReader(data[:end]))
	header.CharsetReader = charset
	if _, err := header.RawToken(); err != nil {
		return 0
	}
	return end
}

func (p *plainSource) position() (line, column int) { return p.lines.position(p.data, p.at) }

func (p *plainSource) next() (token, error) {
	rest := p.data[p.at:]
	switch {
	case p.void:
		p.void = false
		return p.close(), nil
	case len(rest) == 0 && len(p.open) == 0:
		return token{kind: endOfDocument}, nil
	case len(rest) == 0:
		return token{}, errNotPlain
	case rest[0] != '<':
		return p.characters(rest)
	case bytes.HasPrefix(rest, []byte("</")):
		return p.endTag(rest[len("</"):])
	case bytes.HasPrefix(rest, []byte("<!--")):
		return p.comment(rest[len("<!--"):])
	}
	return p.startTag()
}

// characters reads a text up to the next tag.
func (p *plainSource) characters(rest []byte) (token, error) {
	if end := bytes.IndexByte(rest, '<'); end >= 0 {
		rest = rest[:end]
	}
	p.at += len(rest)
	if !isPlain(rest) || bytes.IndexByte(rest, ']') >= 0 {
		return libraryText(rest)
	}
	return token{kind: charData, text: withLineFeeds(rest)}, nil
}

// comment passes over a comment, which the next two hyphens must end.
func (p *plainSource) comment(rest []byte) (token, error) {
	end := bytes.Index(rest, []byte("--"))
	if end < 0 || !bytes.HasPrefix(rest[end:], []byte("-->")) {
		return token{}, errNotPlain
	}
	p.at += len("<!--") + end + len("-->")
	return token{kind: other}, nil
}

func (p *plainSource) endTag(rest []byte) (token, error) {
	end := bytes.IndexByte(rest, '>')
	if end < 0 || len(p.open) == 0 || !bytes.Equal(bytes.TrimRight(rest[:end], spaces), p.open[len(p.open)-1].name) {
		return token{}, errNotPlain
	}
	p.at += len("</") + end + len(">")
	return p.close(), nil
}

// close ends the innermost open element.
func (p *plainSource) close() token {
	last := p.open[len(p.open)-1]
	p.open, p.attrs, p.spaces = p.open[:len(p.open)-1], p.attrs[:last.attrs], p.spaces[:last.spaces]
	return token{kind: endTag}
}

// startTag reads a start tag. Its attributes are valid until the next one after the end of its element.
func (p *plainSource) startTag() (token, error) {
	p.at++
	written, name, ok := p.name()
	tag := openTag{written, len(p.attrs), len(p.spaces)}
	p.open = append(p.open, tag)
	ok = ok && name.Local != "xmlns"
	for ok && p.inTag() {
		ok = p.attribute()
	}
	if !ok || !p.tagEnd() {
		return token{}, errNotPlain
	}
	attrs := p.attrs[tag.attrs:]
	for i := range attrs {
		if attrs[i].Name.Space != "" {
			attrs[i].Name.Space = p.namespace(attrs[i].Name.Space)
		}
	}
	name.Space = p.namespace(name.Space)
	return token{kind: startTag, name: name, attrs: attrs}, nil
}

// inTag passes over spaces and tells whether the tag goes on with something else than its end.
func (p *plainSource) inTag() bool {
	for p.at < len(p.data) && characters[p.data[p.at]]&space != 0 {
		p.at++
	}
	return p.at < len(p.data) && p.data[p.at] != '>' && p.data[p.at] != '/'
}

func (p *plainSource) tagEnd() bool {
	rest := p.data[p.at:]
	switch p.void = bytes.HasPrefix(rest, []byte("/>")); {
	case p.void:
		p.at += len("/>")
	case bytes.HasPrefix(rest, []byte(">")):
		p.at += len(">")
	default:
		return false
	}
	return true
}

func (p *plainSource) attribute() bool {
	_, name, ok := p.name()
	if !ok || !p.inTag() || p.data[p.at] != '=' {
		return false
	}
	p.at++
	if !p.inTag() {
		return false
	}
	value, ok := p.value()
	p.attrs = append(p.attrs, xml.Attr{Name: name, Value: value})
	switch {
	case name.Space == "xmlns":
		p.spaces = append(p.spaces, binding{name.Local, value})
	case name.Space == "" && name.Local == "xmlns":
		p.spaces = append(p.spaces, binding{"", value})
	}
	return ok
}

// namespace returns what a prefix stands for, or the prefix, as the library does.
func (p *plainSource) namespace(prefix string) string {
	if prefix == "xml" {
		return "http://www.w3.org/XML/1998/namespace"
	}
	for i := len(p.spaces) - 1; i >= 0 && prefix != "xmlns"; i-- {
		if p.spaces[i].prefix == prefix {
			return p.spaces[i].namespace
		}
	}
	return prefix
}
