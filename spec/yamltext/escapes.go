package yamltext

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf16"

	yaml "github.com/oasdiff/yaml3"
)

// This file rewrites two escapes of YAML 1.2 and JSON that the library does not know: \/ and the
// two escapes of a character beyond 16 bits, as \ud83d\ude00. In their place it writes as many
// characters, so that columns stay: the character and padding, which is taken out of the values.

var (
	unknown    = regexp.MustCompile(`\\/|\\[uU][dD][89abAB]`)
	surrogates = regexp.MustCompile(`^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})`)
	header     = regexp.MustCompile(`^[|>][-+0-9]*[ \t]*(?:#.*)?(?:\n|\r\n|\z)`) // of a block scalar
)

// Rewrite returns a text without the escapes that the library does not know, and the function that
// takes the padding out of a value. It returns nil if there are no such escapes.
func Rewrite(data []byte) (text []byte, restore func(string) string) {
	if !unknown.Match(data) {
		return nil, nil
	}
	w := &rewriter{data: data, padding: unused(data)}
	w.run()
	return w.out.Bytes(), func(value string) string { return strings.ReplaceAll(value, w.padding, "") }
}

// unused returns a character for private use that a text does not have.
func unused(data []byte) string {
	r := rune(0xE000)
	for bytes.ContainsRune(data, r) {
		r++
	}
	return string(r)
}

// A rewriter copies a YAML text and tells double-quoted scalars from others.
type rewriter struct {
	data    []byte
	padding string
	out     bytes.Buffer
	at      int  // offset of the next character
	before  byte // the character before it other than a space, 0 at the start of a line
}

func (w *rewriter) run() {
	for w.at < len(w.data) {
		switch c := w.data[w.at]; {
		case c == '"' && w.startsScalar():
			w.quoted()
		case c == '\'' && w.startsScalar():
			w.copy(w.end(`'`))
		case c == '#' && (w.at == 0 || strings.IndexByte(" \t\n", w.data[w.at-1]) >= 0):
			w.copy(w.lineEnd())
		case (c == '|' || c == '>') && w.startsScalar() && header.Match(w.data[w.at:]):
			w.copy(w.blockEnd())
		default:
			w.copy(w.at + 1)
		}
	}
}

// copy copies the text before an offset.
func (w *rewriter) copy(end int) {
	for ; w.at < end; w.at++ {
		c := w.data[w.at]
		w.out.WriteByte(c)
		switch c {
		case '\n':
			w.before = 0
		case ' ', '\t', '\r':
		default:
			w.before = c
		}
	}
}

// startsScalar reports whether a scalar can start here: at the start of a line, or after what comes
// before one.
func (w *rewriter) startsScalar() bool { return strings.IndexByte("\x00:-?,[{", w.before) >= 0 }

// quoted copies a double-quoted scalar, with other escapes.
func (w *rewriter) quoted() {
	w.copy(w.at + 1)
	for w.at < len(w.data) {
		rest := w.data[w.at:]
		pair := surrogates.FindSubmatch(rest)
		switch {
		case rest[0] == '"':
			w.copy(w.at + 1)
			return
		case bytes.HasPrefix(rest, []byte(`\/`)):
			w.put("/", 2)
		case pair != nil:
			w.put(string(utf16.DecodeRune(unit(pair[1]), unit(pair[2]))), 12)
		case rest[0] == '\\':
			w.copy(min(w.at+2, len(w.data)))
		default:
			w.copy(w.at + 1)
		}
	}
}

// put writes a character in place of n others.
func (w *rewriter) put(character string, n int) {
	w.out.WriteString(character + strings.Repeat(w.padding, n-1))
	w.at += n
	w.before = '"'
}

// unit returns a UTF-16 unit of four hexadecimal digits.
func unit(digits []byte) rune {
	var r rune
	for _, c := range bytes.ToLower(digits) {
		r = r<<4 + rune(strings.IndexByte("0123456789abcdef", c))
	}
	return r
}

// end returns the offset behind the next text after this character.
func (w *rewriter) end(text string) int {
	if i := bytes.Index(w.data[w.at+1:], []byte(text)); i >= 0 {
		return w.at + 1 + i + len(text)
	}
	return len(w.data)
}

// lineEnd returns the offset of the end of this line.
func (w *rewriter) lineEnd() int {
	if i := bytes.IndexByte(w.data[w.at:], '\n'); i >= 0 {
		return w.at + i
	}
	return len(w.data)
}

// blockEnd returns the offset behind a block scalar: of the first line that has text and is not
// indented more than the line of the header.
func (w *rewriter) blockEnd() int {
	start := bytes.LastIndexByte(w.data[:w.at], '\n') + 1
	outer, next := indent(w.data[start:]), w.lineEnd()+1
	for next < len(w.data) {
		line := w.data[next:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		if len(bytes.TrimSpace(line)) > 0 && indent(line) <= outer {
			break
		}
		next += len(line)
	}
	return min(next, len(w.data))
}

func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// restoreAll takes the padding out of a node and what is below it.
func restoreAll(n *yaml.Node, restore func(string) string) {
	n.Value = restore(n.Value)
	for _, item := range n.Content {
		restoreAll(item, restore)
	}
}
