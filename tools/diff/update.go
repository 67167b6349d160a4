package diff

import (
	"encoding/json"
	"slices"
)

// wider reports whether updates that were allowed still are, by the annotations that say how a type
// is updated: PUT was for every body, and PATCH now sends bodies without certain properties; or it
// sends all that it sent before.
func wider(old, new string) bool {
	var before, after struct {
		Verb string
		With []string
	}
	if json.Unmarshal([]byte(old), &before) != nil || json.Unmarshal([]byte(new), &after) != nil || before.Verb != after.Verb {
		return false
	}
	if before.With == nil || after.With == nil {
		return before.With == nil
	}
	return !slices.ContainsFunc(after.With, func(name string) bool { return !slices.Contains(before.With, name) })
}
