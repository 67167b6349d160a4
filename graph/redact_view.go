package graph

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A view is a text as somebody may read it: with escapes resolved, once or several times. It knows
// where in the original each of its bytes comes from.
type view struct {
	text     []byte
	from, to []int32 // per byte, the part of the original; nil where the view is the original
}

// deepest is how many layers of escapes are resolved: JSON in a JSON string in a JSON string.
const deepest = 8

// eachView calls f with a text as it is, and with each layer of its escapes resolved: those of JSON,
// Go and HTML first, then those and the ones of URLs together, since a layer may be of either.
func eachView(text []byte, f func(v *view)) {
	original := &view{text: text}
	f(original)
	for _, percent := range []bool{false, true} {
		if percent && !slices.Contains(text, '%') && !hasEscapedPercent(text) {
			return
		}
		v := original
		for range deepest {
			next, changed := v.unescape(percent)
			if !changed {
				break
			}
			f(next)
			v = next
		}
	}
}

func (v *view) span(i int) (from, to int32) {
	if v.from == nil {
		return int32(i), int32(i + 1)
	}
	return v.from[i], v.to[i]
}

// add appends what the bytes i to end of another view stand for.
func (v *view) add(other *view, i, end int, meaning ...byte) {
	from, _ := other.span(i)
	_, to := other.span(end - 1)
	for _, b := range meaning {
		v.text, v.from, v.to = append(v.text, b), append(v.from, from), append(v.to, to)
	}
}

func newView(size int) *view {
	return &view{make([]byte, 0, size), make([]int32, 0, size), make([]int32, 0, size)}
}

// squeezed returns the view without white space, controls and what does not show: a text that was put
// on one line, or broken into several, still holds what it held.
func (v *view) squeezed() *view {
	next := newView(len(v.text))
	for i := 0; i < len(v.text); {
		n := 1
		if v.text[i] >= utf8.RuneSelf || v.text[i] <= ' ' || v.text[i] == 0x7f {
			var r rune
			if r, n = utf8.DecodeRune(v.text[i:]); isSqueezed(r) {
				i += n
				continue
			}
		}
		for ; n > 0; n-- {
			next.add(v, i, i+1, v.text[i])
			i++
		}
	}
	return next
}

func isSqueezed(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// contiguous reports whether the bytes from i to end of a squeezed view were next to each other.
func (v *view) contiguous(i, end int) bool {
	if v.from == nil {
		return true
	}
	for ; i+1 < end; i++ {
		if v.to[i] != v.from[i+1] && v.from[i] != v.from[i+1] {
			return false
		}
	}
	return true
}
