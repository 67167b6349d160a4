package odata

import (
	"encoding/json"
	"strings"
)

// equalJSON reports whether two valid JSON texts are the same value. The order of names does not
// matter, and numbers are compared by their decimal value.
func equalJSON(a, b string) bool {
	return a == b || equalValue(parse(a), parse(b))
}

func parse(s string) any {
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	return v
}

func equalValue(a, b any) bool {
	switch a := a.(type) {
	case map[string]any:
		b, ok := b.(map[string]any)
		return ok && equalObject(a, b)
	case []any:
		b, ok := b.([]any)
		if !ok || len(a) != len(b) {
			return false
		}
		for i := range a {
			if !equalValue(a[i], b[i]) {
				return false
			}
		}
		return true
	case json.Number:
		b, ok := b.(json.Number)
		return ok && equalNumber(a.String(), b.String())
	}
	return a == b
}

func equalObject(a, b map[string]any) bool {
	if len(a) != len(b) {
		return false
	}
	for name, value := range a {
		other, ok := b[name]
		if !ok || !equalValue(value, other) {
			return false
		}
	}
	return true
}
