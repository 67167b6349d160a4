package graph

import (
	"cmp"
	"slices"
	"strings"
)

// hidden takes the place of a secret in a text.
const hidden = "[secret]"

// A redaction is a text and the parts of it to hide.
type redaction struct {
	text  string
	parts []textRange
}

// A textRange is a part of a text, from one byte up to another.
type textRange struct{ from, to int32 }

func (r *redaction) hide(from, to int32) { r.parts = append(r.parts, textRange{from, to}) }

// result returns the text with a placeholder for each part to hide.
func (r *redaction) result() string {
	if len(r.parts) == 0 {
		return r.text
	}
	slices.SortFunc(r.parts, func(a, b textRange) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	end, open := int32(0), false
	for _, part := range r.parts {
		if part.from > end || !open {
			out.WriteString(r.text[end:max(end, part.from)])
			out.WriteString(hidden)
			open = true
		}
		end = max(end, part.to)
	}
	out.WriteString(r.text[end:])
	return out.String()
}
