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
	size := 0
	for _, paragraph := range paragraphs {
		size += len(paragraph) + len(paragraph)/8 + len("\n//\n// ")
	}
	var text strings.Builder
	text.Grow(size)
	for _, paragraph := range paragraphs {
		writeParagraph(&text, paragraph)
	}
	if text.Len() == 0 {
		return jen.Null()
	}
	return jen.Comment(text.String())
}

// writeParagraph adds a paragraph to a comment, in lines of at most width characters; longer words stand alone.
func writeParagraph(text *strings.Builder, paragraph string) {
	column := 0
	for word := range strings.FieldsFuncSeq(paragraph, isSeparator) {
		switch {
		case column == 0 && text.Len() > 0:
			text.WriteString("\n//\n// ")
		case column == 0:
			text.WriteString("// ")
		case column+1+len(word) > width:
			text.WriteString("\n// ")
			column = 0
		default:
			text.WriteByte(' ')
			column++
		}
		text.WriteString(word)
		column += len(word)
	}
}

// isSeparator tells whether a character is left out of comments, between words.
func isSeparator(r rune) bool {
	return r <= ' ' || r >= unicode.MaxASCII && (unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError)
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
