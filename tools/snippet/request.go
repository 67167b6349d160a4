package snippet

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// A Request is an HTTP request of the documentation, with the positions of its parts.
type Request struct {
	source
	Method  string
	URL     string
	urlAt   int // offset of the URL in the source
	Headers []ir.Header
	query   span  // query options; empty when there are none
	body    span  // empty without a body
	omitted []int // offsets of the dots in the body for omitted parts
}

// A source is the text from which a request was read.
type source struct {
	file string
	text []byte
}

// A span is a part of a source.
type span struct{ start, end int }

// position returns the position of an offset.
func (s *source) position(at int) spec.Position {
	at = min(at, len(s.text))
	line := bytes.Count(s.text[:at], []byte("\n"))
	column := at - (bytes.LastIndexByte(s.text[:at], '\n') + 1)
	return spec.Position{File: s.file, Line: line + 1, Column: column + 1}
}

func (s *source) errorf(at int, remedy, format string, args ...any) *spec.Error {
	return spec.Errorf(s.position(at), remedy, format, args...)
}

var methods = []string{"GET", "POST", "PATCH", "PUT", "DELETE"}

// Read reads a request. The text is the request itself, or a page of Markdown with the request in a
// block of code.
func Read(file string, text []byte) (*Request, error) {
	r := &Request{source: source{file, text}}
	block, err := r.block()
	if err != nil {
		return nil, err
	}
	return r, r.parse(block)
}

const requestForm = "write a request line such as PATCH https://graph.microsoft.com/beta/deviceManagement, headers, an empty line and the JSON body"

// parse reads the request line and the headers, and finds the body.
func (r *Request) parse(block span) error {
	at := skipSpace(r.text[:block.end], block.start)
	line := r.line(at, block.end)
	method, _, _ := strings.Cut(line, " ")
	if r.Method = strings.ToUpper(method); !slices.Contains(methods, r.Method) {
		return r.errorf(at, requestForm, "the text does not start with the method of a request")
	}
	r.urlAt = at + len(method) + len(line[len(method):]) - len(strings.TrimLeft(line[len(method):], " \t"))
	end := r.readURL(block.end)
	if r.URL == "" {
		return r.errorf(r.urlAt, requestForm, "the request line has no URL")
	}
	if err := r.parseHeaders(span{end, block.end}); err != nil {
		return err
	}
	if !r.sendsFile() {
		r.tidyBody()
	}
	return nil
}

// sendsFile reports whether the body of a PUT is the content of a file, which is not JSON.
func (r *Request) sendsFile() bool {
	contentType := r.header("Content-Type")
	return r.Method == "PUT" && contentType != "" && !strings.Contains(contentType, "json")
}

// header returns the value of a header, or "".
func (r *Request) header(name string) string {
	for _, h := range r.Headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value
		}
	}
	return ""
}

// content returns the body as written, without the line end after it.
func (r *Request) content() string {
	return strings.TrimRight(string(r.text[r.body.start:r.body.end]), "\r\n")
}

// tidyBody removes the parts of the body that are not valid JSON.
func (r *Request) tidyBody() {
	tidy, omitted := StripJSONC(r.text[r.body.start:r.body.end])
	r.text = slices.Concat(r.text[:r.body.start], tidy, r.text[r.body.end:])
	for _, at := range omitted {
		r.omitted = append(r.omitted, r.body.start+at)
	}
}

// readURL reads the URL and returns the end of its line. Pages have line ends inside the
// parentheses of a function's arguments, and spaces in queries.
func (r *Request) readURL(end int) int {
	depth, braces, quoted := 0, 0, false
	at := r.urlAt
	for ; at < end; at++ {
		switch c := r.text[at]; {
		case c == '\'' && depth > 0:
			quoted = !quoted
		case quoted && c != '\n':
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '{':
			braces++
		case c == '}':
			braces--
		case c == '?' && depth <= 0:
			return r.readQuery(at, end)
		case c == ' ' && depth <= 0 && braces <= 0 || c == '\n' && (depth <= 0 || quoted):
			r.URL = strings.TrimRight(string(r.text[r.urlAt:at]), "\r")
			return at + len(r.line(at, end))
		}
	}
	r.URL = strings.TrimSpace(string(r.text[r.urlAt:at]))
	return at
}

var httpVersion = regexp.MustCompile(`[ \t]+HTTP/[0-9.]+\s*$`)

// readQuery reads a URL with a query to the end of the line. Lines that start with another option
// belong to it.
func (r *Request) readQuery(at, end int) int {
	at += len(r.line(at, end))
	for at < end && strings.HasPrefix(strings.TrimLeft(r.line(at+1, end), " \t"), "&") {
		at += 1 + len(r.line(at+1, end))
	}
	r.URL = strings.TrimSpace(httpVersion.ReplaceAllString(string(r.text[r.urlAt:at]), ""))
	return at
}

// parseHeaders reads headers up to an empty line, or up to the body, because some pages have no
// empty line there.
func (r *Request) parseHeaders(rest span) error {
	at := min(rest.start+1, rest.end)
	for at < rest.end {
		line := strings.TrimSpace(r.line(at, rest.end))
		if strings.HasPrefix(line, "{") || strings.HasPrefix(line, "[") || line == "" && r.sendsFile() {
			break
		}
		name, value, ok := strings.Cut(line, ":")
		if line != "" && (!ok || strings.ContainsAny(name, " \t\"")) {
			return r.errorf(at, "write headers as Name: value, then an empty line", "%q is not a header", line)
		}
		if line != "" {
			r.Headers = append(r.Headers, ir.Header{Name: name, Value: strings.TrimSpace(value)})
		}
		at += len(r.line(at, rest.end)) + 1
	}
	at = min(at, rest.end)
	r.body = span{at + len(r.text[at:rest.end]) - len(bytes.TrimLeft(r.text[at:rest.end], " \t\r\n")), rest.end}
	return nil
}

// line returns the text from an offset to the end of its line.
func (r *Request) line(at, end int) string {
	line, _, _ := bytes.Cut(r.text[at:end], []byte("\n"))
	return string(line)
}

func skipSpace(text []byte, at int) int {
	return len(text) - len(bytes.TrimLeft(text[at:], " \t\r\n\ufeff"))
}
