package odata

import (
	"encoding/hex"
	"fmt"
	"strings"
)

const zeroGUID = "00000000-0000-0000-0000-000000000000"

// GUID is an Edm.Guid. It keeps its text as received. Equal ignores the case of letters, which ==
// does not. The zero GUID has only zeros.
type GUID struct{ s string }

// GUIDOf returns the GUID of these bytes, written in lower case.
func GUIDOf(b [16]byte) GUID {
	h := hex.EncodeToString(b[:])
	return GUID{normal(h[:8]+"-"+h[8:12]+"-"+h[12:16]+"-"+h[16:20]+"-"+h[20:], zeroGUID)}
}

// ParseGUID returns the GUID with this text, "ec308741-8741-ec30-4187-30ec418730ec".
func ParseGUID(text string) (GUID, error) {
	if !isGUID(text) {
		return GUID{}, fmt.Errorf("odata: %q is not a GUID; want the form ec308741-8741-ec30-4187-30ec418730ec", text)
	}
	return GUID{normal(text, zeroGUID)}, nil
}

// String returns the text.
func (g GUID) String() string { return text(g.s, zeroGUID) }

// Bytes returns the sixteen bytes in the order in which they are written.
func (g GUID) Bytes() (b [16]byte) {
	// The text was checked when the GUID was made.
	_, _ = hex.Decode(b[:], []byte(strings.ReplaceAll(g.String(), "-", "")))
	return b
}

// Equal reports whether both are the same GUID, in any case. Use == to compare the
// texts.
func (g GUID) Equal(other GUID) bool { return equalGUID(g.String(), other.String()) }

// MarshalText returns the text.
func (g GUID) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText is ParseGUID.
func (g *GUID) UnmarshalText(b []byte) (err error) {
	*g, err = ParseGUID(string(b))
	return err
}

func isGUID(s string) bool {
	if len(s) != len(zeroGUID) {
		return false
	}
	for i := range len(s) {
		if zeroGUID[i] == '-' {
			if s[i] != '-' {
				return false
			}
		} else if !isHex(s[i]) {
			return false
		}
	}
	return true
}

func isHex(c byte) bool { return c-'0' <= 9 || c|0x20 >= 'a' && c|0x20 <= 'f' }
