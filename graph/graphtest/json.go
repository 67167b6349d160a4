package graphtest

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

// This file takes JSON apart without decoding it: resources are kept as raw values.

// A member is one member of a JSON object.
type member struct {
	name string
	raw  []byte
}

// maxDepth bounds the nesting of bodies, whose inner levels are read once for each outer one.
const maxDepth = 200

// compact returns valid JSON without spaces, or nil. Duplicate names are the business of
// [membersOf].
func compact(raw []byte) []byte {
	var b bytes.Buffer
	if !utf8.Valid(raw) || depthOf(raw) > maxDepth || json.Compact(&b, raw) != nil {
		return nil
	}
	return b.Bytes()
}

// depthOf returns how deep a text nests at most.
func depthOf(raw []byte) int {
	depth, deepest := 0, 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = skipString(raw, i) - 1
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	return deepest
}

// skipString returns the index behind the string that begins at i, at most len(raw).
func skipString(raw []byte, i int) int {
	for i++; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(raw)
}

// skip returns the index behind the value that begins at i in compact JSON.
func skip(raw []byte, i int) int {
	depth := 0
	for i < len(raw) {
		switch raw[i] {
		case '"':
			i = skipString(raw, i)
			if depth == 0 {
				return i
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
			if depth == 0 {
				return i + 1
			}
		case ',':
			if depth == 0 {
				return i
			}
		}
		i++
	}
	return i
}

// maxMembers bounds the members of an object.
const maxMembers = 5000

// membersOf returns the members of an object of compact JSON, and false if it is not one, has two
// members of one name, or too many.
func membersOf(raw []byte) ([]member, bool) {
	if len(raw) < 2 || raw[0] != '{' {
		return nil, false
	}
	var all []member
	names := map[string]bool{}
	for i := 1; i < len(raw)-1; {
		end := skipString(raw, i)
		name := unquote(raw[i:end])
		if names[name] || len(all) == maxMembers {
			return nil, false
		}
		names[name] = true
		value := end + 1
		i = skip(raw, value)
		all = append(all, member{name, raw[value:i:i]})
		i++ // the comma
	}
	return all, true
}

// itemsOf returns the items of an array of compact JSON, and false if it is not one.
func itemsOf(raw []byte) ([][]byte, bool) {
	if len(raw) < 2 || raw[0] != '[' {
		return nil, false
	}
	var all [][]byte
	for i := 1; i < len(raw)-1; {
		end := skip(raw, i)
		all = append(all, raw[i:end:end])
		i = end + 1
	}
	return all, true
}

// find returns the raw value of the member with a name, or nil.
func find(members []member, name string) []byte {
	for _, m := range members {
		if m.name == name {
			return m.raw
		}
	}
	return nil
}

// isString reports whether a raw value is a string.
func isString(raw []byte) bool { return len(raw) > 1 && raw[0] == '"' }

func isNull(raw []byte) bool { return string(raw) == "null" }

// unquote returns the text of a string of valid JSON, "" for other values.
func unquote(raw []byte) string {
	if !isString(raw) {
		return ""
	}
	if inner := raw[1 : len(raw)-1]; bytes.IndexByte(inner, '\\') < 0 {
		return string(inner)
	}
	var text string
	_ = json.Unmarshal(raw, &text) // it is valid
	return text
}

// appendString appends a text as a string of JSON.
func appendString(b []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; c < 0x20 || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return append(b, quoteSlow(text)...)
		}
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

func quoteSlow(text string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(text) != nil { // strings always encode
		return []byte(strconv.Quote(""))
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func quote(text string) []byte { return appendString(nil, text) }

// objectOf returns a JSON object.
func objectOf(members []member) []byte {
	b := []byte{'{'}
	for i, m := range members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(appendString(b, m.name), ':'), m.raw...)
	}
	return append(b, '}')
}
