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
	writeComment(&text, paragraphs...)
	if text.Len() == 0 {
		return jen.Null()
	}
	return jen.Comment(text.String())
}

// writeComment appends a comment, without the end of its last line.
func writeComment(w *strings.Builder, paragraphs ...string) {
	begin := "// "
	for _, paragraph := range paragraphs {
		if writeParagraph(w, begin, paragraph) {
			begin = "\n//\n// "
		}
	}
}

// writeParagraph appends a paragraph in lines of at most width characters; longer words stand alone. It returns false without any.
func writeParagraph(w *strings.Builder, begin, paragraph string) bool {
	column := 0
	for word := range strings.FieldsFuncSeq(paragraph, isSeparator) {
		switch {
		case column == 0:
			w.WriteString(begin)
		case column+1+len(word) > width:
			w.WriteString("\n// ")
			column = 0
		default:
			w.WriteByte(' ')
			column++
		}
		w.WriteString(word)
		column += len(word)
	}
	return column > 0
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
