package snippet

import (
	"net/url"
	"regexp"
	"strings"
)

// A segment is one part of a path: a name, and its arguments in parentheses.
type segment struct {
	span
	text   string // all of it, unescaped
	name   string
	inside *span // between the parentheses; nil without them
}

// origin matches the part of a URL before the path of the service.
var origin = regexp.MustCompile(`^(https?://[^/]*)?(/?(beta|v1\.0|v1)(/|$))?/?`)

// segments splits the URL of the request, without the root of the service.
func (r *Request) segments() ([]segment, error) {
	start := r.urlAt + len(origin.FindString(r.URL))
	end := r.urlAt + len(r.URL)
	var all []segment
	for at := start; at < end; {
		stop := r.segmentEnd(at, end)
		if stop > at {
			one, err := r.segment(span{at, stop})
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		if stop < end && r.text[stop] == '?' {
			r.query = span{stop + 1, end}
			break
		}
		at = stop + 1
	}
	if all == nil {
		return nil, r.errorf(r.urlAt, "write the path behind the root of the service", "the URL has no path")
	}
	return all, nil
}

// segmentEnd returns the end of a segment: a slash or question mark outside of parentheses.
func (r *Request) segmentEnd(at, end int) int {
	depth, quoted := 0, false
	for ; at < end; at++ {
		switch c := r.text[at]; {
		case c == '\'' && depth > 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case (c == '/' || c == '?') && depth <= 0:
			return at
		}
	}
	return end
}

func (r *Request) segment(at span) (segment, error) {
	raw := string(r.text[at.start:at.end])
	text, err := url.PathUnescape(raw)
	if err != nil {
		return segment{}, r.errorf(at.start, "write a per cent sign as %25", "%q is not escaped as a URL is", raw)
	}
	s := segment{span: at, text: text, name: text}
	open := strings.IndexByte(raw, '(')
	if open > 0 && strings.HasSuffix(raw, ")") {
		s.name, s.inside = raw[:open], &span{at.start + open + 1, at.end - 1}
	}
	return s, nil
}

// arguments splits the text in parentheses at its commas, into names and literals. A literal alone
// has no name.
func (r *Request) arguments(in span) []argument {
	var all []argument
	for start := in.start; start <= in.end; {
		end := in.end
		if comma := outside(string(r.text[start:in.end]), ","); comma >= 0 {
			end = start + comma
		}
		if strings.TrimSpace(string(r.text[start:end])) != "" {
			all = append(all, r.argument(span{start, end}))
		}
		start = end + 1
	}
	return all
}

// An argument is an argument of a function, or a part of a key.
type argument struct {
	name    string
	literal span
}

var named = regexp.MustCompile(`^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*`)

func (r *Request) argument(at span) argument {
	m := named.FindSubmatch(r.text[at.start:at.end])
	if m == nil {
		return argument{"", at}
	}
	return argument{string(m[1]), span{at.start + len(m[0]), at.end}}
}
