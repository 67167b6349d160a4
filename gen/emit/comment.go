package emit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// width is where comments are wrapped.
const width = 110

// begin is what a line of a comment begins with.
const begin = "// "

// constraints are what must not begin a line, with what is written for it: gofmt takes a line with the first for a build constraint,
// wherever it stands, and moves it to the start of the file; go vet refuses one with the second.
var constraints = map[string]string{"+build": "+ build", "go:build": "go: build"}

// comment writes a line comment of paragraphs. It is the only way that text of a description reaches a file: control
// characters are dropped, and since every line begins with //, nothing in the text can end the comment.
func (s *source) comment(paragraphs ...string) {
	start := len(s.text)
	s.paragraphs(start, paragraphs)
	if len(s.text) > start {
		s.put("\n")
	}
}

// paragraphs writes paragraphs of the comment that begins at start, without the end of the last line.
func (s *source) paragraphs(start int, paragraphs []string) {
	for _, paragraph := range paragraphs {
		s.paragraph(start, paragraph)
	}
}

// paragraph writes a paragraph in lines of at most width characters; longer words stand alone.
func (s *source) paragraph(start int, paragraph string) {
	before := begin
	if len(s.text) > start {
		before = "\n//\n" + begin
	}
	column := 0
	for word, rest := cutWord(paragraph); word != ""; word, rest = cutWord(rest) {
		switch {
		case column == 0:
			s.put(before)
		case column+1+len(word) > width:
			s.put("\n", begin)
			column = 0
		default:
			s.put(" ")
			column++
		}
		if written, ok := constraints[word]; ok && column == 0 {
			word = written
		}
		s.put(word)
		column += len(word)
	}
}

// sentence begins a comment with a paragraph that is written as it is, until wrap; it returns where the comment begins.
func (s *source) sentence() (start int) {
	s.put(begin)
	return len(s.text) - len(begin)
}

// wrap breaks that paragraph into lines, if it has to be, and drops what a comment must not have.
func (s *source) wrap(start int) {
	line := s.text[start+len(begin):]
	if len(line) <= width && isPlain(line) {
		return
	}
	paragraph := string(line)
	s.text = s.text[:start]
	s.paragraph(start, paragraph)
}

// isPlain tells whether a line is a paragraph as it is: of visible characters of ASCII, with a blank between words. It may return false for such.
func isPlain(line []byte) bool {
	for i, c := range line {
		if c < ' ' || c >= unicode.MaxASCII || c == ' ' && (i == 0 || line[i-1] == ' ') {
			return false
		}
	}
	return true
}

// cutWord returns the first word of a text, "" without any, and what follows it.
func cutWord(text string) (word, rest string) {
	start := -1
	for i, r := range text {
		switch separates := isSeparator(r); {
		case separates && start >= 0:
			return text[start:i], text[i:]
		case !separates && start < 0:
			start = i
		}
	}
	if start < 0 {
		return "", ""
	}
	return text[start:], ""
}

// oneLine returns a text for a line of a comment that is written otherwise.
func oneLine(text string) string { return strings.Join(strings.FieldsFunc(text, isSeparator), " ") }

// isSeparator tells whether a character is left out of comments, between words. Go allows a byte order mark at the begin of a file alone.
func isSeparator(r rune) bool { return r <= ' ' || r >= unicode.MaxASCII && isWideSeparator(r) }

func isWideSeparator(r rune) bool {
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
