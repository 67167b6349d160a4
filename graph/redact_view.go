package graph

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// A view is a text with escapes resolved, once or several times. It knows from which part of the
// original each of its bytes is.
type view struct {
	text     []byte
	from, to []int32 // per byte, the part of the original; nil if the view is the original
}

// maxLayers is the most layers of escapes that are resolved: JSON in a JSON string in a JSON
// string.
const maxLayers = 8

// eachView calls f with the text itself and with each layer of its escapes resolved: first the
// escapes of JSON, Go and HTML, then these together with those of URLs, since a layer may be of
// either kind.
func eachView(text []byte, f func(v *view)) {
	original := &view{text: text}
	f(original)
	for _, percent := range []bool{false, true} {
		if percent && !slices.Contains(text, '%') && !hasEscapedPercent(text) {
			return
		}
		v := original
		for range maxLayers {
			next, changed := v.unescape(percent)
			if !changed {
				break
			}
			f(next)
			v = next
		}
	}
}

// span returns the part of the original that byte i is from.
func (v *view) span(i int) (from, to int32) {
	if v.from == nil {
		return int32(i), int32(i + 1)
	}
	return v.from[i], v.to[i]
}

// add appends the meaning of the bytes from i to end of another view.
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

// squeezed returns the view without white space, control and invisible characters, so that a secret
// is found in a text that was put on one line or broken into several.
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

// contiguous reports whether the bytes from i to end of a squeezed view are contiguous in the
// original.
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
