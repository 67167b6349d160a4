package graph

import (
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Sizes of what is searched for, in bytes without white space.
const (
	leastSecret   = 4  // a shorter one would be found everywhere
	leastFragment = 16 // of a part of a secret that is hidden without the rest
	anchorStep    = 8  // a fragment has an anchor whatever part of the secret it is
	anchorSize    = 4
)

// needles are texts that must not show, in the forms that others write them in. They are found in one
// pass over a text, however many there are.
type needles struct {
	all     []needle
	anchors map[uint32][]anchor
	sieve   [64]uint64 // the hashes of the anchors
}

// A needle is a text without white space.
type needle struct {
	text  string
	loose bool // white space may be anywhere in it
}

// leastLoose is the size from which words that happen to give a needle together are no concern.
const leastLoose = 8

// An anchor is a place in a needle.
type anchor struct{ needle, offset int }

// newNeedles returns what to search for to find some secrets.
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

// squeeze returns a text without what may get lost when it is put on a line.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if isSqueezed(r) {
			return -1
		}
		return r
	}, text)
}

// add adds a form of a secret, unless it is known. Of a long one, parts are found too if fragments says so.
func (n *needles) add(form string, fragments bool, known map[string]bool) {
	text := squeeze(form)
	if len(text) < leastSecret || known[text] {
		return
	}
	known[text] = true
	loose := len(text) >= leastLoose || len(strings.TrimSpace(form)) != len(text)
	n.all = append(n.all, needle{text, loose})
	for offset := 0; offset+anchorSize <= len(text); offset += anchorStep {
		key := binary.LittleEndian.Uint32([]byte(text[offset : offset+anchorSize]))
		n.anchors[key] = append(n.anchors[key], anchor{len(n.all) - 1, offset})
		hash := sieveHash(key)
		n.sieve[hash/64] |= 1 << (hash % 64)
		if !fragments || len(text) < leastFragment {
			return
		}
	}
}

func sieveHash(key uint32) uint32 { return key * 2654435761 >> 20 }

// find reports the places of needles in a squeezed view. Where the text was cut, its end may be the
// beginning of one.
func (n *needles) find(v *view, cut bool, report func(from, to int32)) {
	var done map[int]int // the end of what was found of each needle
	for i := 0; i+anchorSize <= len(v.text); i++ {
		key := binary.LittleEndian.Uint32(v.text[i:])
		if hash := sieveHash(key); n.sieve[hash/64]&(1<<(hash%64)) == 0 {
			continue
		}
		for _, a := range n.anchors[key] {
			if i < done[a.needle] {
				continue
			}
			if start, end := n.extend(v, a, i); n.counts(v, a, start, end, cut) {
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

// extend returns the part of a text around i that is the same as the part of a needle around an anchor.
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

// counts reports whether a part of a text shows a secret: all of it, a long part, or as much of it as
// was left when the text was cut. A short one must not be spread over words.
func (n *needles) counts(v *view, a anchor, start, end int, cut bool) bool {
	size, of := end-start, n.all[a.needle]
	return size >= leastFragment ||
		size == len(of.text) && (of.loose || v.contiguous(start, end)) ||
		cut && end == len(v.text) && a.offset == 0
}

// formsOf returns what becomes of a secret on its way through a service, beside escapes.
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

// inOtherCharsets returns how a text comes out of what reads or writes Latin-1 or ASCII.
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

// inBase64 returns the parts of the base64 of any text with the secret in it that are the secret's own.
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
