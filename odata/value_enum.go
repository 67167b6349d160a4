package odata

import (
	"reflect"
	"strings"
)

// Enum is an enumeration of a generated package.
type Enum interface {
	~string
	Known() bool
}

// Values returns the members of an enumeration that the package knows, in the order of its
// description. One may be unknownFutureValue, which no service accepts. An enumeration of flags can
// have any of them together.
func Values[E Enum]() []E {
	var values []E
	for _, member := range membersOf(E(probe).Known) {
		values = append(values, E(member))
	}
	return values
}

// probe is the value for which Known and KnownFlags give up their members. It is known by its
// address, which no other text has. So the members are where Known has them, and enumerations need
// no other method: two functions for each of several hundred.
var probe = strings.Clone("odata.Values")

// memberList is what Known and KnownFlags panic with when they are asked by membersOf.
type memberList string

// membersOf returns the members that the Known method of probe checks.
func membersOf(known func() bool) (members []string) {
	defer func() {
		switch list := recover().(type) {
		case nil:
		case memberList:
			members = strings.FieldsFunc(string(list), func(c rune) bool { return c == ',' })
		default:
			panic(list)
		}
	}()
	known()
	return nil
}

// Known reports whether value is one of members, which are separated by commas.
func Known(value, members string) bool {
	if sameText(value, probe) {
		panic(memberList(members))
	}
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
	if sameText(value, probe) {
		panic(memberList(members))
	}
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
