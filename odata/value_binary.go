package odata

import (
	"encoding/base64"
	"encoding/binary"
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

// Equal reports whether the texts are equal.
func (b Binary) Equal(other Binary) bool { return b == other }

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
	b := bytesOf(s)
	var standard, url uint64
	for ; len(b) >= 8; b = b[8:] {
		w := binary.LittleEndian.Uint64(b)
		plus := equalBytes(w, '+') | equalBytes(w, '/')
		minus := equalBytes(w, '-') | equalBytes(w, '_')
		if w&highs != 0 || (alphanumeric(w)|plus|minus)&highs != highs {
			return false
		}
		standard, url = standard|plus, url|minus
	}
	for _, c := range b {
		switch {
		case c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'z':
		case c == '+' || c == '/':
			standard |= highs
		case c == '-' || c == '_':
			url |= highs
		default:
			return false
		}
	}
	return (standard&highs == 0) || (url&highs == 0)
}

// equalBytes and alphanumeric mark, by their highest bit, those of eight bytes that equal c, or are
// letters or digits. No byte may have it set. All other bits are of no meaning.
func equalBytes(w uint64, c byte) uint64 { return highs - (w ^ ones*uint64(c)) }

func alphanumeric(w uint64) uint64 {
	lower := w | ones*0x20
	letter := (lower + ones*(0x80-'a')) &^ (lower + ones*(0x80-'z'-1))
	digit := (w + ones*(0x80-'0')) &^ (w + ones*(0x80-'9'-1))
	return letter | digit
}
