package emit

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// name returns the name of a type: ".x" for one of the main namespace.
func (s *schemaText) name(wire string) string {
	if rest, ok := strings.CutPrefix(wire, s.root); ok && !strings.Contains(rest, ".") {
		return "." + rest
	}
	return wire
}

// wordIf returns text if it holds, else "".
func wordIf(holds bool, text string) string {
	if holds {
		return text
	}
	return ""
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// callsOf returns a word with a letter for each call that the builders of a type have, "" without
// any.
func callsOf(builders []*ir.Builder) string {
	letters := map[ir.Call]string{ir.Get: "g", ir.List: "l", ir.Create: "c", ir.Update: "u", ir.Replace: "p", ir.Delete: "d"}
	calls := ""
	for _, b := range builders {
		for _, m := range b.Methods {
			if letter := letters[m.Call]; !strings.Contains(calls, letter) {
				calls += letter
			}
		}
	}
	return wordIf(calls != "", "calls="+calls)
}

// typeName returns the name of a type: without Edm, with [] for a collection, Untyped for any JSON.
func (s *schemaText) typeName(t *ir.Type) string {
	name := ""
	switch {
	case t.Model != nil:
		name = s.name(t.Model.Wire)
	case t.Enum != nil:
		name = s.name(t.Enum.Wire)
	case t.Primitive != "":
		name = strings.TrimPrefix(t.Primitive, "Edm.")
	default:
		name = "Untyped"
	}
	return wordIf(t.Collection, "[]") + name
}

// markLetters returns a word with a letter for each fact about a property, "" without any.
func markLetters(f *ir.Field) string {
	return wordIf(f.Nullable, "?") + wordIf(f.Class == ir.Managed, "m") + wordIf(f.Class == ir.ReadOnly, "r") + wordIf(f.WriteOnly, "w") +
		wordIf(f.CreateOnly, "c") + wordIf(f.Secret, "s") + wordIf(f.InBody, "b") + wordIf(f.Required, "!") +
		wordIf(f.Navigation && !f.Contains, "n") + wordIf(f.Contains, "o")
}
