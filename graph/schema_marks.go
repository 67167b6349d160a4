package graph

import "strings"

// property reads the words of a property or root: its name, its type, letters, and the action that
// changes it.
func (r *schemaReader) property(words string) *SchemaProperty {
	p := &SchemaProperty{Name: next(&words)}
	r.typeOf(p, next(&words))
	for words != "" {
		word := next(&words)
		if action, ok := strings.CutPrefix(word, "by="); ok {
			p.ChangedBy = action
		} else {
			p.mark(word)
		}
	}
	return p
}

func (r *schemaReader) typeOf(p *SchemaProperty, word string) {
	word, p.Collection = strings.CutPrefix(word, "[]")
	p.TypeName = r.name(word)
	r.refs = append(r.refs, p)
}

func (p *SchemaProperty) mark(letters string) {
	for _, letter := range letters {
		switch letter {
		case '?':
			p.Nullable = true
		case 'm':
			p.Class = Managed
		case 'r':
			p.Class = ReadOnly
		case 'w':
			p.WriteOnly = true
		case 'c':
			p.CreateOnly = true
		case 's':
			p.Secret = true
		case 'b':
			p.InBody = true
		case '!':
			p.Required = true
		case 'n', 'o':
			p.Navigation, p.Contains = true, letter == 'o'
		}
	}
}
