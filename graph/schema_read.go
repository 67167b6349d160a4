package graph

import (
	"strconv"
	"strings"
)

// Describe reads the schema, in a few milliseconds for all of Intune. It leaves out what is not of
// the form that [Schema] documents.
func (s Schema) Describe() *Description {
	d := &Description{Types: map[string]*SchemaType{}, Enums: map[string]*SchemaEnum{}}
	r := &schemaReader{Description: d, names: map[string]string{}, bases: map[*SchemaType]string{}}
	for line := range strings.Lines(s.Types) {
		r.line(strings.TrimSuffix(line, "\n"))
	}
	r.link()
	return d
}

// A schemaReader reads the text of a schema. Types are linked by name at the end.
type schemaReader struct {
	*Description
	typ   *SchemaType            // that of the lines that follow
	names map[string]string      // qualified names by their words in the text
	bases map[*SchemaType]string // name of the base
	order []*SchemaType          // in the order of the text
	refs  []*SchemaProperty      // what refers to types
}

func (r *schemaReader) line(line string) {
	words := line
	switch first := next(&words); {
	case strings.HasPrefix(line, " /"):
		if r.typ != nil {
			r.typ.Operations = append(r.typ.Operations, r.operation(line[2:]))
		}
	case strings.HasPrefix(line, " "):
		if r.typ != nil {
			r.typ.Own = append(r.typ.Own, r.property(line[1:]))
		}
	case first == "service":
		r.Namespace, r.Path = next(&words), dashed(next(&words))
		r.Clouds = words == "true"
	case first == "enum":
		r.enum(words)
	case first == "entity" || first == "complex":
		r.structured(first == "entity", words)
	case first == "root" && strings.HasPrefix(words, "/"):
		r.Unbound = append(r.Unbound, r.operation(words[1:]))
	case first == "root":
		root := r.property(words)
		root.Navigation, root.Contains = true, true
		r.Roots = append(r.Roots, root)
	}
}

// next cuts the first word off a text.
func next(text *string) string {
	word, rest, _ := strings.Cut(*text, " ")
	*text = rest
	return word
}

func dashed(word string) string {
	if word == "-" {
		return ""
	}
	return word
}

// name returns the qualified name that a word means.
func (r *schemaReader) name(word string) string {
	if known, ok := r.names[word]; ok {
		return known
	}
	name := word
	switch {
	case strings.HasPrefix(word, "."):
		name = r.Namespace + word
	case !strings.Contains(word, "."):
		name = "Edm." + word
	}
	r.names[word] = name
	return name
}

func (r *schemaReader) enum(words string) {
	e := &SchemaEnum{Name: r.name(next(&words)), Flags: next(&words) == "flags"}
	value := int64(0)
	for words != "" {
		word, text, given := strings.Cut(next(&words), "=")
		if given {
			value, _ = strconv.ParseInt(text, 10, 64) // the generator writes numbers
		}
		e.Members, e.Values = append(e.Members, word), append(e.Values, value)
		value++
	}
	r.Enums[e.Name] = e
}

func (r *schemaReader) structured(entity bool, words string) {
	t := &SchemaType{Name: r.name(next(&words)), Entity: entity}
	if base := next(&words); base != "-" {
		r.bases[t] = r.name(base)
	}
	for words != "" {
		switch word := next(&words); {
		case word == "abstract":
			t.Abstract = true
		case word == "open":
			t.Open = true
		case word == "media":
			t.Media = true
		case strings.HasPrefix(word, "key="):
			t.Key = strings.Split(word[len("key="):], ",")
		case strings.HasPrefix(word, "calls="):
			t.Calls = word[len("calls="):]
		}
	}
	r.typ, r.Types[t.Name], r.order = t, t, append(r.order, t)
}

func (r *schemaReader) operation(words string) *SchemaOperation {
	op := &SchemaOperation{Segment: next(&words)}
	op.Function, op.Many = next(&words) == "function", next(&words) == "many"
	op.Name = next(&words)
	if result := next(&words); result != "-" {
		op.Result = &SchemaProperty{Name: "value", Nullable: true}
		r.typeOf(op.Result, result)
	}
	for words != "" {
		name, typ, _ := strings.Cut(next(&words), "=")
		typ, letters, _ := strings.Cut(typ, ":")
		p := &SchemaProperty{Name: name}
		p.mark(letters)
		r.typeOf(p, typ)
		op.Parameters = append(op.Parameters, p)
	}
	return op
}

// link sets what refers to types and enumerations.
func (r *schemaReader) link() {
	for _, p := range r.refs {
		p.Type, p.Enum = r.Types[p.TypeName], r.Enums[p.TypeName]
	}
	for _, t := range r.order {
		t.Base = r.Types[r.bases[t]]
	}
	for _, t := range r.order {
		for up := t.Base; up != nil; up = up.Base {
			up.Derived = append(up.Derived, t)
		}
	}
}
