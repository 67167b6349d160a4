package odata

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
)

// equalScalar compares two scalars of a property's kind.
func equalScalar(pr *prop, a, b mem) bool {
	switch pr.kind {
	case kindString:
		return equalString(pr, *as[string](a), *as[string](b))
	case kindBool:
		return *as[bool](a) == *as[bool](b)
	case kindSecret:
		return equalSecret(pr, as[Secret](a).Reveal(), as[Secret](b).Reveal())
	case kindFloat32:
		return equalFloat(float64(*as[float32](a)), float64(*as[float32](b)))
	case kindFloat64:
		return equalFloat(*as[float64](a), *as[float64](b))
	}
	if pr.kind < kindTime {
		return integerAt(pr.kind, a) == integerAt(pr.kind, b)
	}
	t, x, y := pr.kind.text(), *as[string](a), *as[string](b)
	return x == y || t.equal(text(x, t.zero), text(y, t.zero))
}

// equalSecret compares two secrets, binary ones by their bytes.
func equalSecret(pr *prop, a, b string) bool {
	return a == b || pr.flags&base64Text != 0 && isBinary(a) && isBinary(b) && equalBinary(a, b)
}

// equalFloat reports whether two numbers are the same, or both not a number.
func equalFloat(a, b float64) bool { return a == b || a != a && b != b }

// equalString compares texts, and values of an enumeration as sets of flags. Only flags have
// commas.
func equalString(pr *prop, a, b string) bool {
	if a == b {
		return true
	}
	t := pr.typ
	if pr.list {
		t = t.Elem()
	}
	return isEnum(t) && strings.Contains(a+b, ",") && slices.Equal(flagsOf(a), flagsOf(b))
}

// isEnum reports whether t is an enumeration.
func isEnum(t reflect.Type) bool {
	return t.Kind() == reflect.String && t != reflect.TypeFor[string]() && t != reflect.TypeFor[Stream]()
}

// flagsOf returns the flags of a value, sorted, each once. The member that means zero is left out
// beside others.
func flagsOf(value string) []string {
	var flags []string
	for flag := range strings.SplitSeq(value, ",") {
		flags = append(flags, strings.TrimSpace(flag))
	}
	slices.Sort(flags)
	flags = slices.Compact(flags)
	some := slices.DeleteFunc(slices.Clone(flags), func(f string) bool { return f == "" || f == "none" || f == "notConfigured" })
	if len(some) > 0 {
		return some
	}
	return flags
}

func equalGUID(a, b string) bool { return strings.EqualFold(a, b) }

func equalBinary(a, b string) bool { return bytes.Equal(Binary{a}.Bytes(), Binary{b}.Bytes()) }
