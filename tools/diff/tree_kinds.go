package diff

import "github.com/intunegen/intunegen/spec"

// below returns the separator in paths of elements two levels below one of that kind.
func below(kind string) string {
	if kind == "document" {
		return "."
	}
	return "/"
}

// kindOf returns the kind of an object, given its $Kind and the kind of its parent.
func kindOf(parent string, v *spec.Value) string {
	if kind := v.Get("$Kind").Str(); kind != "" {
		if word := kinds[kind]; word != "" {
			return word
		}
		return kind
	}
	switch {
	case parent == "document":
		return "schema"
	case parent == "entity container" && v.Get("$Action") != nil:
		return "action import"
	case parent == "entity container" && v.Get("$Function") != nil:
		return "function import"
	case parent == "entity container" && v.Get("$Collection") != nil:
		return "entity set"
	case parent == "entity container":
		return "singleton"
	}
	return "property"
}
