package odata

import (
	"encoding/base64"
	"fmt"
	"strings"
)

// Binary is an Edm.Binary. It keeps its base64 text as received: standard or URL-safe, with or
// without padding. The zero Binary is empty.
type Binary struct{ s string }

// BinaryOf returns the binary value of these bytes. Its text is standard base64 with padding, as
// Microsoft's services write it.
func BinaryOf(b []byte) Binary { return Binary{base64.StdEncoding.EncodeToString(b)} }

// ParseBinary returns the binary value with this base64 text.
func ParseBinary(text string) (Binary, error) {
	if !isBinary(text) {
		return Binary{}, fmt.Errorf("odata: text of %d characters is not base64; want only letters, digits, + and / (or - and _) and padding", len(text))
	}
	return Binary{text}, nil
}

// String returns the base64 text.
func (b Binary) String() string { return b.s }

// Bytes returns the decoded bytes.
func (b Binary) Bytes() []byte {
	s := strings.TrimRight(b.s, "=")
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(s, "-_") {
		encoding = base64.RawURLEncoding
	}
	// The text was checked when the Binary was made.
	decoded, _ := encoding.DecodeString(s)
	return decoded
}

// Equal reports whether both are the same bytes. Use == to compare the texts.
func (b Binary) Equal(other Binary) bool { return equalBinary(b.String(), other.String()) }

// MarshalText returns the base64 text.
func (b Binary) MarshalText() ([]byte, error) { return []byte(b.s), nil }

// UnmarshalText is ParseBinary.
func (b *Binary) UnmarshalText(text []byte) (err error) {
	*b, err = ParseBinary(string(text))
	return err
}

func isBinary(s string) bool {
	digits := strings.TrimRight(s, "=")
	padding := len(s) - len(digits)
	if len(digits)%4 == 1 || padding != 0 && (padding > 2 || len(s)%4 != 0) {
		return false
	}
	return isAlphabet(digits)
}

// isAlphabet reports whether all bytes are of one alphabet of base64, the standard or the URL-safe
// one.
func isAlphabet(s string) bool {
	standard, url := false, false
	for _, c := range []byte(s) {
		switch {
		case c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z':
		case c == '+' || c == '/':
			standard = true
		case c == '-' || c == '_':
			url = true
		default:
			return false
		}
	}
	return !standard || !url
}
