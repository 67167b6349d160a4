package snippet

import (
	"bytes"
	"regexp"
	"strings"
)

// fence begins or ends a block of code in Markdown.
var fence = regexp.MustCompile("(?m)^[ \t>]*(```|~~~).*$")

// block returns the part of the source that is the request: of a page the example, of other text all of it.
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

// rank says how likely a block is the example of a page: 0 for no request, 1 for a path alone, 2 for a request to a host,
// 3 for one under the heading "Request". The first of equals is taken.
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
