package odata

import (
	"reflect"
	"strings"
)

// Known reports whether value is one of the members, which are separated by commas.
func Known(value, members string) bool {
	for member := range strings.SplitSeq(members, ",") {
		if member == value {
			return true
		}
	}
	return false
}

// KnownFlags reports whether each flag of value is one of the members. Both are separated by commas.
func KnownFlags(value, members string) bool {
	for flag := range strings.SplitSeq(value, ",") {
		if !Known(strings.TrimSpace(flag), members) {
			return false
		}
	}
	return true
}

// enumName returns what stands before the values of an enumeration in URLs: the qualified name of its type, which OData 4.0 wants there;
// "" for types that do not say it, as those of Microsoft Graph, which takes values alone.
func enumName(t reflect.Type) string {
	if named, ok := reflect.Zero(t).Interface().(interface{ EnumType() string }); ok {
		return named.EnumType()
	}
	return ""
}

// HasFlag reports whether value, flags separated by commas, has flag.
func HasFlag(value, flag string) bool {
	for f := range strings.SplitSeq(value, ",") {
		if strings.TrimSpace(f) == flag {
			return true
		}
	}
	return false
}

// WithFlag returns value with flag added at its end unless it has it.
func WithFlag(value, flag string) string {
	switch {
	case value == "":
		return flag
	case HasFlag(value, flag):
		return value
	}
	return value + "," + flag
}

// WithoutFlag returns value without flag. The other flags keep their text.
func WithoutFlag(value, flag string) string {
	if !HasFlag(value, flag) {
		return value
	}
	var kept []string
	for f := range strings.SplitSeq(value, ",") {
		if strings.TrimSpace(f) != flag {
			kept = append(kept, f)
		}
	}
	return strings.TrimSpace(strings.Join(kept, ","))
}
