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

// Secret is a text that must not show: no verb of fmt, error or diff prints it, nor does slog's TextHandler. A binary secret is its base64.
//
// Reveal gives it away, and so does the JSON of a model, a patch or parameters that hold it, by [Marshal] and encoding/json alike, because that
// is what is sent: do not give models to slog's JSONHandler, which writes their JSON. A Secret that stands alone is a placeholder in JSON too.
//
// Errors of the client do not repeat a secret that a request held, unless it has fewer than 4
// characters: those are not searched for.
//
// The value is behind a pointer and masked, because printers and differs that use reflection follow pointers and read
// fields that are not exported. This hides it from accidents, not from an attacker who reads memory.
type Secret struct{ p *sealed }

type sealed struct{ masked []byte }

// mask is drawn once a process.
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

// applyMask writes to b, which is as long, what from is with the mask on, or without it if it was on.
func applyMask(b, from []byte) []byte {
	m := mask()
	for i := 0; i < len(b); i += len(m) {
		subtle.XORBytes(b[i:], from[i:], m)
	}
	return b
}

// masked returns the value with the mask on.
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
	// A printer's write error is the caller's to see, there is no way to return it here.
	_, _ = io.WriteString(f, placeholder)
}

// LogValue returns a placeholder.
func (s Secret) LogValue() slog.Value { return slog.StringValue(placeholder) }

// MarshalText returns a placeholder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(placeholder), nil }
