package csdl

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// name reads a name that is written in ASCII, with one prefix at most.
func (p *plainSource) name() (written []byte, name xml.Name, ok bool) {
	end := p.at
	for end < len(p.data) && characters[p.data[end]]&inName != 0 {
		end++
	}
	written = p.data[p.at:end]
	p.at = end
	if name, ok = p.names[string(written)]; !ok {
		if name, ok = split(string(written)); ok {
			p.names[string(written)] = name
		}
	}
	return written, name, ok
}

// split takes a name apart that begins with a letter, as do its parts.
func split(written string) (name xml.Name, ok bool) {
	prefix, local, prefixed := strings.Cut(written, ":")
	if !prefixed {
		prefix, local = "", written
	}
	return xml.Name{Space: prefix, Local: local}, beginsName(local) && (!prefixed || beginsName(prefix)) && !strings.Contains(local, ":")
}

func beginsName(part string) bool {
	return part != "" && characters[part[0]]&inName != 0 && !strings.ContainsRune("-.:0123456789", rune(part[0]))
}

// value reads a value in quotes.
func (p *plainSource) value() (string, bool) {
	quote := p.data[p.at]
	length := bytes.IndexByte(p.data[p.at+1:], quote)
	if length < 0 || quote != '"' && quote != '\'' {
		return "", false
	}
	quoted := p.data[p.at : p.at+length+2]
	p.at += len(quoted)
	if value := quoted[1 : length+1]; isPlain(value) {
		return p.keep(withLineFeeds(value)), true
	}
	return libraryValue(quoted)
}

// maxKept bounds the length of values that are kept once: longer ones are texts, which are seldom the same.
const maxKept = 64

func (p *plainSource) keep(value []byte) string {
	if len(value) > maxKept {
		return string(value)
	}
	known, ok := p.kept[string(value)]
	if !ok {
		known = string(value)
		p.kept[known] = known
	}
	return known
}

// Kinds of characters, as bits.
const (
	plain  = 1 << iota // means itself in a text or value
	inName             // may stand in a name
	space              // may stand between the parts of a tag
)

// characters are the kinds of each byte.
var characters = func() (kinds [256]byte) {
	for c := ' '; c <= '~'; c++ {
		if c != '&' && c != '<' {
			kinds[c] |= plain
		}
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("_-.:", c) {
			kinds[c] |= inName
		}
	}
	for _, c := range spaces {
		kinds[c] |= plain | space
	}
	return kinds
}()

// isPlain tells whether each character of a text or value stands for itself, apart from ends of lines.
func isPlain(text []byte) bool {
	for _, c := range text {
		if characters[c]&plain == 0 {
			return false
		}
	}
	return true
}

// withLineFeeds returns a text whose lines end as the library's do.
func withLineFeeds(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return []byte(lineEnds.Replace(string(text)))
}

// spaces are the characters that may stand between the parts of a tag.
const spaces = " \t\r\n"

// libraryText has the library read a text between tags.
func libraryText(raw []byte) (token, error) {
	library := newLibrarySource([]byte("<a>"+string(raw)+"</a>"), nil)
	if _, err := library.next(); err != nil {
		return token{}, errNotPlain
	}
	t, err := library.next()
	if err != nil {
		return token{}, errNotPlain
	}
	return t, nil
}

// libraryValue has the library read a value in quotes.
func libraryValue(quoted []byte) (string, bool) {
	t, err := newLibrarySource([]byte("<a a="+string(quoted)+"/>"), nil).next()
	if err != nil {
		return "", false
	}
	return t.attrs[0].Value, true
}

// A lineCounter counts lines and columns of places that come one after the other.
type lineCounter struct{ at, breaks, start int }

// position returns the line and the column in bytes, both from 1.
func (l *lineCounter) position(data []byte, at int) (line, column int) {
	passed := data[l.at:at]
	if n := bytes.Count(passed, []byte{'\n'}); n > 0 {
		l.breaks += n
		l.start = l.at + bytes.LastIndexByte(passed, '\n') + 1
	}
	l.at = at
	return l.breaks + 1, at - l.start + 1
}
