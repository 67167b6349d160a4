package layout

import (
	"bytes"
	doc "go/doc/comment"
	"strings"
	"unicode"
	"unicode/utf8"
)

// comments writes a group of line comments and returns how many newlines follow it. A group at the begin of its line, with what it
// documents at the begin of the next, is formatted as documentation.
func (l *layouter) comments() (newlines int) {
	var group [][]byte
	apart := l.blank
	for {
		group = append(group, commentLine(l.text))
		l.next()
		l.want(newline)
		newlines = l.lines
		l.next()
		if newlines > 1 || l.kind != comment {
			break
		}
	}
	if newlines == 1 && !l.blank && !apart && !isPlain(group) {
		group = documentation(group)
	}
	for _, line := range group {
		l.indent()
		l.out = append(l.out, bytes.TrimRightFunc(line, unicode.IsSpace)...)
		l.put("\n")
	}
	return newlines
}

// commentLine refuses what may be an instruction to a tool.
func commentLine(line []byte) []byte {
	rest := line[len("//"):]
	if len(rest) > 0 && rest[0] != ' ' || bytes.HasPrefix(bytes.TrimLeftFunc(rest, unicode.IsSpace), []byte("+")) {
		panic(unknown{})
	}
	return line
}

// isPlain tells whether lines are paragraphs, with one empty line between them, that formatting leaves as they are. It may return false for
// such.
func isPlain(lines [][]byte) bool {
	separated := true // by an empty line, or by the begin
	for i, line := range lines {
		rest := bytes.TrimRight(line[len("//"):], " ")
		last := i == len(lines)-1
		if len(rest) == 0 {
			if separated || last {
				return false
			}
			separated = true
			continue
		}
		ends := !last && len(bytes.TrimRight(lines[i+1], " ")) == len("//")
		if !isText(rest[1:]) || separated && ends && i > 0 && mayBeHeading(rest) {
			return false
		}
		separated = false
	}
	return true
}

// isText tells whether a line is text whatever stands around it: neither heading nor code nor a link's target, and without the pairs of quotes
// that become others.
func isText(line []byte) bool {
	first, _ := utf8.DecodeRune(line)
	return !unicode.IsSpace(first) && first != '#' && first != '[' &&
		!bytes.Contains(line, []byte("``")) && !bytes.Contains(line, []byte("''"))
}

// mayBeHeading tells whether a line that is a paragraph can be a heading in the form from before there was a mark for them: it ends in a
// letter or digit.
func mayBeHeading(line []byte) bool {
	last := line[len(line)-1]
	return isLetterOrDigit(last) || last >= utf8.RuneSelf
}

// documentation formats the lines of a comment as gofmt does.
func documentation(lines [][]byte) (formatted [][]byte) {
	var in strings.Builder
	for _, line := range lines {
		in.Write(bytes.TrimPrefix(line[len("//"):], []byte(" ")))
		in.WriteByte('\n')
	}
	var parser doc.Parser
	var printer doc.Printer
	for line := range bytes.Lines(printer.Comment(parser.Parse(in.String()))) {
		prefix := "// "
		if line[0] == '\t' || line[0] == '\n' {
			prefix = "//"
		}
		formatted = append(formatted, append([]byte(prefix), line...))
	}
	if len(formatted) == 0 {
		panic(unknown{})
	}
	return formatted
}
