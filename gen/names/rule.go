package names

import (
	"cmp"
	"go/token"
	"strings"
	"unicode"
	"unicode/utf8"
)

// exceptions are the wire names whose Go name differs from the rule's.
var exceptions = map[string]string{
	"id":                  "ID",                  // the key of every entity: Go writes ID
	"settingDefinitionId": "SettingDefinitionID", // in every program of the settings catalog
}

// letters replaces the characters of a wire name that OData allows and Go does not, such as U+203F,
// by underscores.
func letters(wire string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, wire)
}

// Exported returns the rule's Go name for a wire name.
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

// Unexported returns name with a lower-case first letter.
func Unexported(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// typeName returns the rule's name of a type. The prefix consists of the segments in which its
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

// beyond returns the segments of a namespace after those that it shares with root, at least the
// last one.
func beyond(root, namespace []string) []string {
	shared := 0
	for shared < len(namespace)-1 && shared < len(root) && root[shared] == namespace[shared] {
		shared++
	}
	return namespace[shared:]
}

// compareWire compares wire names. Of two that differ only in case, the one in lower case comes
// first.
func compareWire(a, b string) int {
	return cmp.Or(compareLower(a, b), -cmp.Compare(a, b))
}

// compareLower compares two names as if they were in lower case. It does not copy names in ASCII,
// which nearly all are.
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

// Parameter returns the Go name of a parameter: the wire name in letters of Go, the first in lower
// case. It has an underscore behind it when it is a keyword or a name that the function uses.
func Parameter(wire string) string {
	name := Unexported(Exported(wire))
	if token.IsKeyword(name) || name == "b" || name == "string" || name == "graph" {
		return name + "_"
	}
	return name
}
