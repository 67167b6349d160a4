package odata

import "encoding/json"

const zeroRaw = "null"

// Raw is any JSON value, for properties without a declared type. It keeps its text as received. The
// zero Raw is null.
type Raw struct{ s string }

// RawOf returns the JSON of value. It keeps a json.RawMessage verbatim and encodes any other value
// with encoding/json.
func RawOf(value any) (Raw, error) {
	s, err := rawOf(value)
	return Raw{normal(s, zeroRaw)}, err
}

// String returns the JSON text.
func (r Raw) String() string { return r.text() }

// Equal reports whether both are the same JSON value. Use == to compare the texts.
func (r Raw) Equal(other Raw) bool { return equalJSON(r.text(), other.text()) }

// MarshalJSON returns the JSON text.
func (r Raw) MarshalJSON() ([]byte, error) { return []byte(r.text()), nil }

// UnmarshalJSON keeps the JSON text.
func (r *Raw) UnmarshalJSON(b []byte) (err error) {
	*r, err = RawOf(json.RawMessage(b))
	return err
}

func (r Raw) text() string { return text(r.s, zeroRaw) }
