package emit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// width is where comments are wrapped.
const width = 110

// comment makes a line comment of paragraphs. It is the only way that text of a description reaches a file: control
// characters are dropped, and since every line begins with //, nothing in the text can end the comment.
func comment(paragraphs ...string) *jen.Statement {
	var text strings.Builder
	for _, paragraph := range paragraphs {
		lines := wrap(paragraph)
		if len(lines) > 0 && text.Len() > 0 {
			text.WriteString("\n//\n")
		}
		for i, line := range lines {
			if i > 0 {
				text.WriteByte('\n')
			}
			text.WriteString("// ")
			text.WriteString(line)
		}
	}
	if text.Len() == 0 {
		return jen.Null()
	}
	return jen.Comment(text.String())
}

// wrap breaks text into lines of at most width characters; longer words stand alone.
func wrap(text string) []string {
	var lines []string
	var line strings.Builder
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError }) {
		if line.Len() > 0 && line.Len()+1+len(word) > width {
			lines = append(lines, line.String())
			line.Reset()
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
		}
		line.WriteString(word)
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// list joins words for a sentence: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// pageLink returns the sentence that links a documentation page, "" without one.
func pageLink(kind, page string) string {
	if page == "" {
		return ""
	}
	return "Documentation: https://learn.microsoft.com/graph/api/" + kind + page + "?view=graph-rest-beta"
}
