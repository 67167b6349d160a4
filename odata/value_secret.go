package odata

import (
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
)

const placeholder = "[secret]"

// Secret is a text that must not be shown. No verb of fmt, no error and no diff prints it, nor does
// slog's TextHandler. A binary secret is held as its base64.
//
// Reveal returns the value. The JSON of a model, a patch or parameters that hold a Secret also has
// the value, because that JSON is what is sent; this is so for [Marshal] and for encoding/json. Do
// not pass models to slog's JSONHandler, which writes their JSON. A Secret alone is a placeholder
// in JSON too.
//
// Errors of the client do not repeat a secret that a request held, unless it has fewer than 4
// characters: those are not searched for.
//
// The value is masked and behind a pointer, because printers and differs that use reflection follow
// pointers and read unexported fields. This protects against accidents, not against an attacker who
// reads memory.
type Secret struct{ p *sealed }

type sealed struct{ masked []byte }

// mask is made from random bytes, once in a process.
var mask = sync.OnceValue(func() []byte {
	m := make([]byte, 64)
	for i := range m {
		m[i] = byte(rand.Uint32())
	}
	return m
})

// NewSecret returns a Secret that holds value.
func NewSecret(value string) Secret {
	return Secret{&sealed{applyMask(make([]byte, len(value)), bytesOf(value))}}
}

// applyMask writes from, masked, to b, which has the same length. Applied to a masked text, it
// removes the mask.
func applyMask(b, from []byte) []byte {
	m := mask()
	for i := 0; i < len(b); i += len(m) {
		subtle.XORBytes(b[i:], from[i:], m)
	}
	return b
}

// masked returns the masked value.
func (s Secret) masked() []byte {
	if s.p == nil {
		return nil
	}
	return s.p.masked
}

// Reveal returns the value.
func (s Secret) Reveal() string {
	masked := s.masked()
	return textOf(applyMask(make([]byte, len(masked)), masked))
}

// Equal reports whether the values are equal.
func (s Secret) Equal(other Secret) bool { return s.Reveal() == other.Reveal() }

// String returns a placeholder.
func (s Secret) String() string { return placeholder }

// GoString returns a placeholder.
func (s Secret) GoString() string { return placeholder }

// Format writes a placeholder for every verb.
func (s Secret) Format(f fmt.State, verb rune) {
	// A write error is the caller's to see. Format cannot return it.
	_, _ = io.WriteString(f, placeholder)
}

// LogValue returns a placeholder.
func (s Secret) LogValue() slog.Value { return slog.StringValue(placeholder) }

// MarshalText returns a placeholder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(placeholder), nil }
