package yamltext

import (
	"bytes"
	"unicode/utf8"
)

// columns converts columns in characters, which the YAML library counts, to columns in bytes.
type columns struct {
	lines [][]byte      // nil when the text is ASCII, where both counts agree
	marks map[int][]int // line to the offsets in bytes of every markEvery-th character
}

// markEvery is the distance of two marks in characters. With marks, a long line is not decoded from
// its start for every position in it.
const markEvery = 128

func newColumns(data []byte) *columns {
	for _, b := range data {
		if b >= utf8.RuneSelf {
			return &columns{lines: bytes.Split(data, []byte("\n")), marks: map[int][]int{}}
		}
	}
	return &columns{}
}

// bytes converts a column in characters to one in bytes. Both count from 1.
func (c *columns) bytes(line, column int) int {
	if line > len(c.lines) || line < 1 || column < 1 {
		return column
	}
	text, marks := c.lines[line-1], c.marked(line)
	mark := min((column-1)/markEvery, len(marks)-1)
	char, byt := mark*markEvery, marks[mark]
	for char < column-1 && byt < len(text) {
		_, size := utf8.DecodeRune(text[byt:])
		char++
		byt += size
	}
	return byt + column - char
}

// marked returns the marks of a line, and caches them.
func (c *columns) marked(line int) []int {
	if marks := c.marks[line]; marks != nil {
		return marks
	}
	var marks []int
	char := 0
	for byt := range string(c.lines[line-1]) {
		if char%markEvery == 0 {
			marks = append(marks, byt)
		}
		char++
	}
	if marks == nil {
		marks = []int{0}
	}
	c.marks[line] = marks
	return marks
}
