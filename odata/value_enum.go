package odata

import (
	"reflect"
	"strings"
)

// Enum is an enumeration of a generated package.
type Enum interface {
	~string
	// Known reports whether the value holds known members alone.
	Known() bool
	// EnumMembers returns the known members, separated by commas.
	EnumMembers() string
}

// Values returns the members of an enumeration that the package knows, in the order of its
// description. One may be unknownFutureValue, which no service accepts. An enumeration of flags can
// have any of them together.
func Values[E Enum]() []E {
	var e E
	var values []E
	for _, member := range membersOf(e) {
		values = append(values, E(member))
	}
	return values
}

// membersOf returns the members of an enumeration.
func membersOf(enum interface{ EnumMembers() string }) []string {
	return strings.FieldsFunc(enum.EnumMembers(), func(c rune) bool { return c == ',' })
}

// Known reports whether value is one of members, which are separated by commas.
func Known(value, members string) bool {
	for member := range strings.SplitSeq(members, ",") {
		if member == value {
			return true
		}
	}
	return false
}

// KnownFlags reports whether each flag of value is one of members. Both lists are separated by
// commas.
func KnownFlags(value, members string) bool {
	for flag := range strings.SplitSeq(value, ",") {
		if !Known(strings.TrimSpace(flag), members) {
			return false
		}
	}
	return true
}

// enumName returns the qualified type name that OData 4.0 puts before the values of an enumeration
// in URLs. It returns "" for types that do not give a name. Microsoft Graph takes values without
// one.
func enumName(t reflect.Type) string {
	if named, ok := reflect.Zero(t).Interface().(interface{ EnumType() string }); ok {
		return named.EnumType()
	}
	return ""
}

// HasFlag reports whether value, a list of flags separated by commas, has flag.
func HasFlag(value, flag string) bool {
	for f := range strings.SplitSeq(value, ",") {
		if strings.TrimSpace(f) == flag {
			return true
		}
	}
	return false
}

// WithFlag returns value with flag added at its end, or value itself if it has the flag.
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
