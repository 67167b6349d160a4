package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// A source gives the tokens of a document, one after the other.
type source interface {
	// next returns the next token.
	next() (token, error)
	// position returns where the next token begins.
	position() (line, column int)
}

type kind int

const (
	endOfDocument kind = iota
	startTag
	endTag // also of an element whose start tag ends it
	charData
	directive
	other // what has no meaning in CSDL
)

// A token is a part of a document. What it holds is valid until the next one, but for the attributes of an element, which are until the
// next element of its parent.
type token struct {
	kind  kind
	name  xml.Name
	attrs []xml.Attr
	text  []byte
}

// A charsetReader is what the library calls for an encoding that is not UTF-8.
type charsetReader func(charset string, in io.Reader) (io.Reader, error)

// A librarySource is the source that reads every document.
type librarySource struct{ *xml.Decoder }

func newLibrarySource(data []byte, charset charsetReader) librarySource {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = charset
	return librarySource{dec}
}

func (l librarySource) position() (line, column int) { return l.InputPos() }

func (l librarySource) next() (token, error) {
	switch t, err := l.Token(); t := t.(type) {
	case xml.StartElement:
		return token{kind: startTag, name: t.Name, attrs: t.Attr}, nil
	case xml.EndElement:
		return token{kind: endTag}, nil
	case xml.CharData:
		return token{kind: charData, text: t}, nil
	case xml.Directive:
		return token{kind: directive}, nil
	case nil:
		if errors.Is(err, io.EOF) {
			return token{kind: endOfDocument}, nil
		}
		return token{}, err
	default:
		return token{kind: other}, nil
	}
}
