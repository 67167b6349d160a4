package graphtest

import (
	"cmp"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// compareEnum compares members by their values, unknown ones by their names.
func compareEnum(a, b operand) int {
	e := a.enum
	if e == nil {
		e = b.enum
	}
	x, knownX := enumValue(e, a.text)
	y, knownY := enumValue(e, b.text)
	if knownX && knownY {
		return cmp.Compare(x, y)
	}
	return strings.Compare(a.text, b.text)
}

// enumValue returns the value of a member, or of several with commas.
func enumValue(e *graph.SchemaEnum, text string) (int64, bool) {
	if e == nil {
		return 0, false
	}
	var value int64
	for name := range strings.SplitSeq(text, ",") {
		i := -1
		for n, member := range e.Members {
			if member == strings.TrimSpace(name) {
				i = n
			}
		}
		if i < 0 {
			return 0, false
		}
		value |= e.Values[i]
	}
	return value, true
}
