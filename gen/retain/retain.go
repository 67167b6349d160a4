// Package retain keeps what a newer description no longer has: properties of types and members of enumerations stay in Go, deprecated,
// so that programs compile until they have been changed.
package retain

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// Parts says what a package has: by the wire name of a type, its properties or members, with what a declaration needs to be made
// again: "Collection(Edm.String)?,managed,secret", where ? means nullable, or the number of a member.
type Parts map[string]map[string]string

// Of returns the parts of a package. Navigation properties are not among them: without the path, there is nothing to lead to.
func Of(pkg *ir.Package) Parts {
	parts := Parts{}
	add := func(owner, name, text string) {
		if parts[owner] == nil {
			parts[owner] = map[string]string{}
		}
		parts[owner][name] = text
	}
	for _, m := range pkg.Models {
		for _, f := range m.Fields {
			if !f.Navigation {
				add(f.From.Wire, f.Wire, text(f))
			}
		}
	}
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			add(e.Wire, m.Wire, strconv.FormatInt(m.Value, 10))
		}
	}
	return parts
}

func text(f *ir.Field) string {
	words := []string{f.Type.Edm}
	if f.Type.Collection {
		words[0] = "Collection(" + f.Type.Edm + ")"
	}
	if f.Nullable {
		words[0] += "?"
	}
	for _, mark := range []struct {
		set  bool
		word string
	}{{f.Class == ir.Managed, "managed"}, {f.Class == ir.ReadOnly, "readOnly"}, {f.WriteOnly, "writeOnly"}, {f.CreateOnly, "createOnly"}, {f.Secret, "secret"}} {
		if mark.set {
			words = append(words, mark.word)
		}
	}
	return strings.Join(words, ",")
}

// IsPart reports whether a text is one of [Parts].
var IsPart = regexp.MustCompile(`^(-?[0-9]{1,20}|(Collection\([\pL\pM\pN\p{Pc}\p{Cf}.]+\)|[\pL\pM\pN\p{Pc}\p{Cf}.]+)\??(,(managed|readOnly|writeOnly|createOnly|secret))*)$`).MatchString

// Restore returns doc with the parts that it has no longer, and their paths, sorted. What belongs to a type that is gone, or is of one,
// cannot be restored. doc itself stays as it is.
func Restore(doc *spec.Document, parts Parts) (*spec.Document, []string) {
	if len(parts) == 0 {
		return doc, nil
	}
	r := restorer{index: spec.NewIndex(doc), parts: parts}
	out := *doc
	out.Schemas = nil
	for _, s := range doc.Schemas {
		schema := *s
		schema.Types = each(s.Types, r.structured)
		schema.Enums = each(s.Enums, r.enum)
		out.Schemas = append(out.Schemas, &schema)
	}
	slices.Sort(r.restored)
	return &out, r.restored
}

func each[T any](list []T, do func(T) T) []T {
	var out []T
	for _, item := range list {
		out = append(out, do(item))
	}
	return out
}

type restorer struct {
	index    *spec.Index
	parts    Parts
	restored []string
}

// structured returns a type with the properties that it had.
func (r *restorer) structured(t *spec.StructuredType) *spec.StructuredType {
	owner := r.index.Name(t)
	out := *t
	out.Properties = slices.Clone(t.Properties)
	for _, name := range slices.Sorted(maps.Keys(r.parts[owner])) {
		p := property(name, r.parts[owner][name])
		if p == nil || r.declared(t, name) || !r.known(p.Type.Name) {
			continue
		}
		p.Pos = t.Pos
		out.Properties = append(out.Properties, p)
		r.restored = append(r.restored, owner+"/"+name)
	}
	return &out
}

// declared reports whether a type, or one that it is derived from, declares a property of that name.
func (r *restorer) declared(t *spec.StructuredType, name string) bool {
	for up := t; up != nil; up = r.index.Base(up) {
		if slices.ContainsFunc(up.Properties, func(p *spec.Property) bool { return p.Name == name }) ||
			slices.ContainsFunc(up.Navigations, func(n *spec.NavigationProperty) bool { return n.Name == name }) {
			return true
		}
	}
	return false
}

func (r *restorer) known(name string) bool {
	return strings.HasPrefix(name, "Edm.") || r.index.Types[name] != nil || r.index.Enums[name] != nil || r.index.Defs[name] != nil
}

// enum returns an enumeration with the members that it had.
func (r *restorer) enum(e *spec.EnumType) *spec.EnumType {
	owner := r.index.Name(e)
	out := *e
	out.Members = slices.Clone(e.Members)
	for _, name := range slices.Sorted(maps.Keys(r.parts[owner])) {
		value, err := strconv.ParseInt(r.parts[owner][name], 10, 64)
		if err != nil || slices.ContainsFunc(e.Members, func(m *spec.EnumMember) bool { return m.Name == name }) {
			continue
		}
		out.Members = append(out.Members, &spec.EnumMember{Name: name, Value: value, Annotations: []*spec.Annotation{deprecated}, Pos: e.Pos})
		r.restored = append(r.restored, owner+"/"+name)
	}
	return &out
}

// deprecated describes what was restored.
var deprecated = &spec.Annotation{Term: "Org.OData.Core.V1.Description", Value: spec.Text("Deprecated: the service no longer describes it.")}

// property makes a property of its text, nil when the text is a member's.
func property(name, text string) *spec.Property {
	words := strings.Split(text, ",")
	p := &spec.Property{Name: name, Annotations: []*spec.Annotation{deprecated}}
	p.Type.Name, p.Type.Nullable = strings.CutSuffix(words[0], "?")
	if inner, ok := strings.CutPrefix(p.Type.Name, "Collection("); ok {
		p.Type.Name, p.Type.Collection = strings.TrimSuffix(inner, ")"), true
	}
	var marks []spec.Member
	for _, word := range words[1:] {
		switch word {
		case "managed", "readOnly":
			p.Annotations = append(p.Annotations, &spec.Annotation{Term: spec.TermClass, Value: object(spec.Member{Name: "class", Value: spec.Text(word)})})
		default:
			marks = append(marks, spec.Member{Name: word, Value: object()})
		}
	}
	if marks != nil {
		p.Annotations = append(p.Annotations, &spec.Annotation{Term: spec.TermMarks, Value: object(marks...)})
	}
	if !strings.Contains(p.Type.Name, ".") {
		return nil // a member's number
	}
	return p
}

func object(members ...spec.Member) spec.Value {
	return spec.Value{Kind: spec.Object, Members: members}
}
