package graph

import (
	"cmp"
	"slices"
	"strings"
)

// A hiding is a text from which parts are taken.
type hiding struct {
	text      string
	stretches []stretch
}

// A stretch is a part of a text.
type stretch struct{ from, to int32 }

func (h *hiding) hide(from, to int32) { h.stretches = append(h.stretches, stretch{from, to}) }

// result returns the text with a placeholder for each part that is hidden.
func (h *hiding) result() string {
	if len(h.stretches) == 0 {
		return h.text
	}
	slices.SortFunc(h.stretches, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	end, open := int32(0), false
	for _, s := range h.stretches {
		if s.from > end || !open {
			out.WriteString(h.text[end:max(end, s.from)])
			out.WriteString(hidden)
			open = true
		}
		end = max(end, s.to)
	}
	out.WriteString(h.text[end:])
	return out.String()
}
