package snippet

import (
	"bytes"
	"regexp"
	"strings"
)

// fence matches the first or last line of a block of code in Markdown.
var fence = regexp.MustCompile("(?m)^[ \t>]*(```|~~~).*$")

// block returns the part of the source with the request: the example of a page, or all of another
// text.
func (r *Request) block() (span, error) {
	fences := fence.FindAllIndex(r.text, -1)
	if len(fences) < 2 {
		return span{0, len(r.text)}, nil
	}
	var found *span
	best := 0
	for i := 0; i+1 < len(fences); i += 2 {
		inside := span{min(fences[i][1]+1, len(r.text)), fences[i+1][0]}
		if rank := r.rank(inside, fences[i][0]); rank > best {
			best, found = rank, &inside
		}
	}
	if found == nil {
		return span{}, r.errorf(0, requestForm+" into a block of code", "the page has no request in a block of code")
	}
	return *found, nil
}

// rank returns how likely a block is the example of a page. 0 is not a request, 1 is a path alone,
// 2 is a request to a host, 3 is a request under the heading "Request". Of several blocks of a rank
// the first is used.
func (r *Request) rank(block span, fence int) int {
	text := bytes.TrimSpace(r.text[block.start:block.end])
	method, url, _ := strings.Cut(string(text[:min(len(text), 200)]), " ")
	switch {
	case !strings.Contains(" "+strings.Join(methods, " ")+" ", " "+method+" "):
		return 0
	case !strings.HasPrefix(strings.TrimSpace(url), "http"):
		return 1
	case strings.HasPrefix(lastHeading(r.text[:fence]), "Request"):
		return 3
	}
	return 2
}

var heading = regexp.MustCompile(`(?m)^#+[ \t]+(.*?)[ \t\r]*$`)

// lastHeading returns the text of the last heading.
func lastHeading(text []byte) string {
	all := heading.FindAllSubmatch(text, -1)
	if all == nil {
		return ""
	}
	return string(all[len(all)-1][1])
}
