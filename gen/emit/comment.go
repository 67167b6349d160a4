package emit

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// width is the most columns of a comment's text, without the "// " before it.
const width = 110

// constraints are words that must not start a line, with their replacements. Gofmt takes a line
// with the first for a build constraint and moves it to the top of the file; go vet refuses the
// second.
var constraints = map[string]string{"+build": "+ build", "go:build": "go: build"}

// A text is the lines of a comment. All text of a description becomes a comment through it. It
// drops control characters. Every line starts with // and a space, so that nothing in the text can
// end the comment, and no line is a directive such as //go:build.
type text []string

// paragraphs adds paragraphs, with an empty line before each but the first.
func (t text) paragraphs(all ...string) text {
	for _, paragraph := range all {
		lines := wrap(paragraph)
		if len(t) > 0 && len(lines) > 0 {
			t = append(t, "//")
		}
		t = t.block(lines, "// ", "// ")
	}
	return t
}

// An item of a list starts with whole, which is not wrapped.
type item struct{ whole, rest string }

// list adds a list in the syntax of go doc, with an empty line before it.
func (t text) list(items []item) text {
	for i, it := range items {
		lines := wrap(it.rest)
		if whole := strings.Join(strings.FieldsFunc(it.whole, isSeparator), " "); whole != "" {
			lines = append([]string{whole}, lines...)
		}
		if i == 0 && len(t) > 0 && len(lines) > 0 {
			t = append(t, "//")
		}
		t = t.block(lines, "//   - ", "//     ")
	}
	return t
}

// block adds lines, with one prefix for the first and another for the rest.
func (t text) block(lines []string, first, others string) text {
	for i, line := range lines {
		if i == 0 {
			line = first + line
		} else {
			line = others + line
		}
		t = append(t, line)
	}
	return t
}

// code writes a comment.
//
//	// <paragraph>
//	//
//	// <paragraph>
func (t text) code() *jen.Statement {
	var all []jen.Code
	for _, line := range t {
		all = append(all, jen.Comment(line))
	}
	return lines(all...)
}

// comment writes a comment of paragraphs.
func comment(paragraphs ...string) *jen.Statement { return text(nil).paragraphs(paragraphs...).code() }

// packageComment gives a file the comment of its package.
func packageComment(f *jen.File, paragraphs []string) {
	for _, line := range text(nil).paragraphs(paragraphs...) {
		f.PackageComment(line)
	}
}

// described writes a field or constant under a comment, if there are paragraphs for one. It is not
// in the first column, so that gofmt does not format the comment.
//
//	// <paragraph>
//	<code>
func described(paragraphs []string, code jen.Code) *jen.Statement {
	doc := text(nil).paragraphs(paragraphs...)
	if len(doc) == 0 {
		return jen.Add(code)
	}
	return doc.code().Line().Add(code)
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

// isSeparator reports whether a character separates words and is left out of comments. Go allows a
// byte order mark only at the start of a file. Marks that change the direction of text would show a
// reader another program than the compiler sees.
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

// pageLink returns the sentence that links a version of a documentation page, "" without a page.
func pageLink(kind, page, view string) string {
	if page == "" {
		return ""
	}
	return "Documentation: https://learn.microsoft.com/graph/api/" + kind + page + "?view=" + view
}
