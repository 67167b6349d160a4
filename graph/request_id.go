package graph

import (
	"crypto/rand"
	"encoding/hex"
)

// newRequestID returns a random UUID.
func newRequestID() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	var text [36]byte
	for i, at := range [5]int{0, 9, 14, 19, 24} {
		part := [6]int{0, 4, 6, 8, 10, 16}
		hex.Encode(text[at:], id[part[i]:part[i+1]])
	}
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}
