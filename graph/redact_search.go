package graph

import (
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Sizes in bytes, without white space.
const (
	minSecret   = 4  // a shorter secret would be found everywhere
	minFragment = 16 // of a part of a secret that is hidden without the rest
	minSpaced   = 8  // words in a row do not make up a longer secret by chance
	anchorStep  = 8  // each fragment of minFragment bytes has an anchor
	anchorSize  = 4
)

// needles are secrets to find in a text, in all the forms that services write them in. One pass
// over the text finds them, however many there are.
type needles struct {
	all     []needle
	anchors map[uint32][]anchor
	sieve   [64]uint64 // a bit for each hash of an anchor
}

// A needle is a text without white space.
type needle struct {
	text   string
	spaced bool // white space may be anywhere in it
}

// An anchor is a position in a needle.
type anchor struct{ needle, offset int }

// newNeedles returns the needles that find some secrets.
func newNeedles(secrets ...string) *needles {
	n := &needles{anchors: map[uint32][]anchor{}}
	known := map[string]bool{}
	for _, secret := range secrets {
		if !known[squeeze(secret)] {
			n.add(secret, true, known)
			for _, form := range formsOf(secret) {
				n.add(form, false, known)
			}
		}
	}
	return n
}

// squeeze returns a text without the characters that may get lost when it is put on one line.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if isSqueezed(r) {
			return -1
		}
		return r
	}, text)
}

// add adds a form of a secret, unless it is known. With fragments, parts of a long form are found
// too.
func (n *needles) add(form string, fragments bool, known map[string]bool) {
	text := squeeze(form)
	if len(text) < minSecret || known[text] {
		return
	}
	known[text] = true
	spaced := len(text) >= minSpaced || len(strings.TrimSpace(form)) != len(text)
	n.all = append(n.all, needle{text, spaced})
	for offset := 0; offset+anchorSize <= len(text); offset += anchorStep {
		key := binary.LittleEndian.Uint32([]byte(text[offset : offset+anchorSize]))
		n.anchors[key] = append(n.anchors[key], anchor{len(n.all) - 1, offset})
		hash := sieveHash(key)
		n.sieve[hash/64] |= 1 << (hash % 64)
		if !fragments || len(text) < minFragment {
			return
		}
	}
}

func sieveHash(key uint32) uint32 { return key * 2654435761 >> 20 }

// find reports where needles are in a squeezed view. A text that was cut may end within a needle.
func (n *needles) find(v *view, cut bool, report func(from, to int32)) {
	var done map[int]int // per needle, the end of the last match
	for i := 0; i+anchorSize <= len(v.text); i++ {
		key := binary.LittleEndian.Uint32(v.text[i:])
		if hash := sieveHash(key); n.sieve[hash/64]&(1<<(hash%64)) == 0 {
			continue
		}
		for _, a := range n.anchors[key] {
			if i < done[a.needle] {
				continue
			}
			if start, end := n.extend(v, a, i); n.showsSecret(v, a, start, end, cut) {
				from, _ := v.span(start)
				_, to := v.span(end - 1)
				report(from, to)
				if done == nil {
					done = map[int]int{}
				}
				done[a.needle] = end
			}
		}
	}
}

// extend returns the longest match of a text around i with a needle around its anchor.
func (n *needles) extend(v *view, a anchor, i int) (start, end int) {
	needle := n.all[a.needle].text
	start, end = i, i+anchorSize
	for at := a.offset; at > 0 && start > 0 && v.text[start-1] == needle[at-1]; at-- {
		start--
	}
	for at := a.offset + anchorSize; at < len(needle) && end < len(v.text) && v.text[end] == needle[at]; at++ {
		end++
	}
	return start, end
}

// showsSecret reports whether a match shows a secret: the whole of it, a long fragment, or its
// first bytes at the end of a text that was cut. A short secret does not match across several
// words.
func (n *needles) showsSecret(v *view, a anchor, start, end int, cut bool) bool {
	size, whole := end-start, n.all[a.needle]
	return size >= minFragment ||
		size == len(whole.text) && (whole.spaced || v.contiguous(start, end)) ||
		cut && end == len(v.text) && a.offset == 0
}

// formsOf returns the forms that a secret can take in a service, apart from escapes.
func formsOf(secret string) []string {
	forms := []string{
		http.CanonicalHeaderKey(secret), strings.ReplaceAll(secret, "'", "''"),
		strings.ReplaceAll(secret, " ", "+"), strings.ReplaceAll(secret, "+", " "), // as in forms
	}
	if strings.IndexFunc(secret, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		forms = append(forms, inOtherCharsets(secret)...)
	}
	eachView([]byte(secret), func(v *view) { forms = append(forms, string(v.text)) })
	return append(forms, inBase64(secret)...)
}

// inOtherCharsets returns a text as a program writes it that reads or writes Latin-1 or ASCII.
func inOtherCharsets(text string) []string {
	var latin1, ascii, mistaken []byte
	for _, r := range text {
		latin1 = append(latin1, byte(r))
		ascii = append(ascii, byte(min(r, utf8.RuneSelf)))
		if r >= utf8.RuneSelf {
			ascii[len(ascii)-1] = '?'
		}
	}
	for _, b := range []byte(text) {
		mistaken = utf8.AppendRune(mistaken, rune(b))
	}
	return []string{string(latin1), string(ascii), string(mistaken)}
}

// inBase64 returns the base64 of the secret within a longer text, without the characters that
// depend on the rest of that text.
func inBase64(secret string) (forms []string) {
	for shift := range 3 {
		data := append(make([]byte, shift), secret...)
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			form := encoding.EncodeToString(data)
			form = form[(shift*8+5)/6:]
			if len(data)%3 != 0 {
				form = form[:len(form)-1]
			}
			forms = append(forms, form)
		}
	}
	return forms
}
