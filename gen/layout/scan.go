package layout

import (
	"bytes"
	"go/token"
)

// A kind is that of a token: the character of an operator, or one of these.
type kind byte

const (
	eof       kind = 0
	newline   kind = '\n' // one or more; layouter.lines counts them
	comment   kind = '/'
	word      kind = 'a' // an identifier, of ASCII alone
	keyword   kind = 'k'
	number    kind = '0'
	str       kind = '"' // a string on one line
	longStr   kind = '`' // a raw string with newlines
	ellipsis  kind = 'e'
	define    kind = '=' + 'd' // :=
	different kind = '!'       // !=
)

// next reads the next token.
func (l *layouter) next() {
	src := l.src
	for len(src) > 0 && src[0] == ' ' {
		src = src[1:]
	}
	l.blank = len(src) < len(l.src)
	var n int
	l.kind, n = scan(src)
	l.text, l.src = src[:n], src[n:]
	switch l.kind {
	case newline:
		l.countLines()
	case word:
		if isKeyword(l.text) {
			l.kind = keyword
		}
	}
}

// countLines goes over empty lines.
func (l *layouter) countLines() {
	for l.lines = 1; ; l.lines++ {
		rest := bytes.TrimLeft(l.src, " ")
		if len(rest) == 0 || rest[0] != '\n' {
			return
		}
		l.src = rest[1:]
	}
}

// scan returns the kind and length of the token that src begins with.
func scan(src []byte) (kind, int) {
	if len(src) == 0 {
		return eof, 0
	}
	switch c := src[0]; {
	case c == '\n':
		return newline, 1
	case isLetter(c):
		return word, scanWord(src)
	case isDigit(c):
		return scanNumber(src)
	case c == '"':
		return str, scanString(src)
	case c == '`':
		return scanRaw(src)
	}
	return scanOperator(src)
}

func scanOperator(src []byte) (kind, int) {
	switch c := src[0]; c {
	case '(', ')', '[', ']', '{', '}', ',':
		return kind(c), 1
	case '/':
		return scanComment(src)
	case '.':
		if bytes.HasPrefix(src, []byte("...")) {
			return ellipsis, 3
		}
		return kind(c), 1
	case ':':
		if bytes.HasPrefix(src, []byte(":=")) {
			return define, 2
		}
		return kind(c), 1
	case '*', '&', '=':
		if len(src) == 1 || bytes.IndexByte([]byte("*&=^"), src[1]) < 0 {
			return kind(c), 1
		}
	case '!':
		if bytes.HasPrefix(src, []byte("!=")) {
			return different, 2
		}
	}
	panic(unknown{})
}

func scanComment(src []byte) (kind, int) {
	if !bytes.HasPrefix(src, []byte("//")) {
		panic(unknown{})
	}
	if n := bytes.IndexByte(src, '\n'); n >= 0 {
		return comment, n
	}
	return comment, len(src)
}

func scanWord(src []byte) int { return span(src, isLetterOrDigit) }

// scanNumber knows decimal integers alone: gofmt changes the others.
func scanNumber(src []byte) (kind, int) {
	n := scanWord(src)
	if span(src, isDigit) != n || src[0] == '0' && n > 1 || n < len(src) && src[n] == '.' {
		panic(unknown{})
	}
	return number, n
}

// scanString returns the length of a string literal without numeric escapes.
func scanString(src []byte) int {
	for i := 1; i < len(src); i++ {
		switch src[i] {
		case '"':
			return i + 1
		case '\n':
			panic(unknown{})
		case '\\':
			i++
			if i == len(src) || bytes.IndexByte([]byte(`abfnrtv\"`), src[i]) < 0 {
				panic(unknown{})
			}
		}
	}
	panic(unknown{})
}

func scanRaw(src []byte) (kind, int) {
	n := bytes.IndexByte(src[1:], '`') + 2
	switch {
	case n == 1:
		panic(unknown{})
	case bytes.IndexByte(src[:n], '\n') >= 0:
		return longStr, n
	}
	return str, n
}

// span returns how many bytes src begins with of which is holds.
func span(src []byte, is func(byte) bool) int {
	for i, c := range src {
		if !is(c) {
			return i
		}
	}
	return len(src)
}

func isLetter(c byte) bool        { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' }
func isDigit(c byte) bool         { return '0' <= c && c <= '9' }
func isLetterOrDigit(c byte) bool { return isLetter(c) || isDigit(c) }

// isKeyword looks words up that may be keywords: the longest has 11 letters.
func isKeyword(w []byte) bool {
	return len(w) >= 2 && len(w) <= len("fallthrough") && 'a' <= w[0] && w[0] <= 'z' && token.IsKeyword(string(w))
}
