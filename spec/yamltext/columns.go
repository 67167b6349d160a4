package yamltext

import (
	"bytes"
	"unicode/utf8"
)

// columns turns columns counted in characters, as the YAML library counts, into columns counted in bytes. It is asked
// in the order of the text, so that it passes over every line once, however long.
type columns struct {
	lines     [][]byte // nil when the text is ASCII, where both counts agree
	line      int
	char, byt int // a character of that line and its byte, both counted from 0
}

func newColumns(data []byte) *columns {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return &columns{lines: bytes.Split(data, []byte("\n"))}
		}
	}
	return &columns{}
}

// bytes returns the byte column of a character column, both from 1.
func (c *columns) bytes(line, column int) int {
	if line > len(c.lines) || line < 1 {
		return column
	}
	if line != c.line || column-1 < c.char {
		c.line, c.char, c.byt = line, 0, 0
	}
	text := c.lines[line-1]
	for c.char < column-1 && c.byt < len(text) {
		_, size := utf8.DecodeRune(text[c.byt:])
		c.char++
		c.byt += size
	}
	return c.byt + column - c.char
}
