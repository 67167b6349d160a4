package emit

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// width is where comments are wrapped.
const width = 110

// constraints are what must not begin a line, with what is written for it. Gofmt takes a line with the
// first for a build constraint, wherever it is, and moves it to the beginning of the file; go vet refuses
// one with the second.
var constraints = map[string]string{"+build": "+ build", "go:build": "go: build"}

// comment writes a line comment of paragraphs. It is the only way in which text of a description
// reaches a comment.
//
//	// <paragraph>
//	//
//	// <paragraph>
func comment(paragraphs ...string) *jen.Statement {
	return lines(comments(commentLines(paragraphs))...)
}

func comments(lines []string) []jen.Code {
	var all []jen.Code
	for _, line := range lines {
		all = append(all, jen.Comment(line))
	}
	return all
}

// packageComment gives a file the comment of its package.
func packageComment(f *jen.File, paragraphs []string) {
	for _, line := range commentLines(paragraphs) {
		f.PackageComment(line)
	}
}

// described writes a comment of paragraphs, if there is one, over a field or constant. Those do not
// begin in the first column, where gofmt would take the comment for documentation and format it.
//
//	// <paragraph>
//	<code>
func described(paragraphs []string, code jen.Code) *jen.Statement {
	doc := commentLines(paragraphs)
	if len(doc) == 0 {
		return jen.Add(code)
	}
	return lines(comments(doc)...).Line().Add(code)
}

// commentLines returns the lines of a comment of paragraphs, with an empty line between two.
// Control characters are dropped. Since every line begins with // and a space, nothing in the text
// can end the comment, and no line is a directive such as //go:build.
func commentLines(paragraphs []string) []string {
	var all []string
	for _, paragraph := range paragraphs {
		lines := wrap(paragraph)
		if len(all) > 0 && len(lines) > 0 {
			all = append(all, "//")
		}
		for _, line := range lines {
			all = append(all, "// "+line)
		}
	}
	return all
}

// wrap breaks a paragraph into lines of at most width bytes. Longer words have lines of their own.
func wrap(paragraph string) []string {
	var all []string
	for words := strings.FieldsFunc(paragraph, isSeparator); len(words) > 0; {
		n, size := 1, len(words[0])
		for n < len(words) && size+1+len(words[n]) <= width {
			size += 1 + len(words[n])
			n++
		}
		words[0] = cmp.Or(constraints[words[0]], words[0])
		all = append(all, strings.Join(words[:n], " "))
		words = words[n:]
	}
	return all
}

// isSeparator reports whether a character is left out of comments, between words. Go allows a byte
// order mark at the beginning of a file alone, and marks that change the direction of text would
// show a reader another program than the compiler sees.
func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || r == '\ufeff' || unicode.Is(unicode.Bidi_Control, r)
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
