package names

import (
	"cmp"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// exceptions are the wire names that are not written by the rule.
var exceptions = map[string]string{
	"id":                  "ID",                  // the key of every entity: Go writes ID
	"settingDefinitionId": "SettingDefinitionID", // in every program of the settings catalog
}

// letters returns a wire name with underscores for the characters that OData knows in names and Go
// does not, as U+203F.
func letters(wire string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, wire)
}

// Exported returns the Go name that the rule gives to a wire name.
func Exported(wire string) string {
	if name, ok := exceptions[wire]; ok {
		return name
	}
	wire = letters(wire)
	first, size := utf8.DecodeRuneInString(wire)
	if upper := unicode.ToUpper(first); unicode.IsUpper(upper) {
		return string(upper) + wire[size:]
	}
	return "X" + wire
}

// Unexported returns the rule's name with a lower-case first letter, for parameters and functions
// of the package.
func Unexported(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// typeName returns the rule's name of a type: its name, prefixed by the segments in which its
// namespace differs from root.
func typeName(root, wire string) string {
	dot := strings.LastIndexByte(wire, '.')
	name := Exported(wire[dot+1:])
	if dot < 0 || wire[:dot] == root {
		return name
	}
	var prefix strings.Builder
	for _, segment := range beyond(strings.Split(root, "."), strings.Split(wire[:dot], ".")) {
		prefix.WriteString(Exported(segment))
	}
	return prefix.String() + name
}

// beyond returns the segments of a namespace after those that it shares with root, and its last one
// at least.
func beyond(root, namespace []string) []string {
	shared := 0
	for shared < len(namespace)-1 && shared < len(root) && root[shared] == namespace[shared] {
		shared++
	}
	return namespace[shared:]
}

// compareWire orders wire names; of two that differ in letter case alone, the one in lower case
// comes first.
func compareWire(a, b string) int {
	return cmp.Or(compareLower(a, b), -cmp.Compare(a, b))
}

// compareLower compares two names as if they were in lower case, and makes no copies of those in
// ASCII, which nearly all are.
func compareLower(a, b string) int {
	for i := range min(len(a), len(b)) {
		switch x, y := a[i], b[i]; {
		case x >= utf8.RuneSelf || y >= utf8.RuneSelf:
			return cmp.Compare(strings.ToLower(a), strings.ToLower(b))
		case lower(x) != lower(y):
			return cmp.Compare(lower(x), lower(y))
		}
	}
	return cmp.Compare(len(a), len(b))
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// Parameter returns the name of a function's parameter for a wire name: the wire name, unless Go or
// the function needs it.
func Parameter(wire string) string {
	name := Unexported(Exported(wire))
	if token.IsKeyword(name) || name == "b" || name == "string" || name == "graph" {
		return name + "_"
	}
	return name
}
