package retain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// Parts holds the properties and members of a package, by the wire name of the type and by their
// own.
type Parts map[string]map[string]Part

// A Part is a property or a member of an enumeration, with enough to declare it again.
type Part struct {
	Member                        bool  // of an enumeration: only Value is set
	Value                         int64 // the number of a member
	Type                          string
	Collection, Nullable          bool
	Managed, ReadOnly             bool // its class
	WriteOnly, CreateOnly, Secret bool
}

// Of returns the parts of a package. It omits navigation properties, which lead nowhere once their
// path is gone.
func Of(pkg *ir.Package) Parts {
	parts := Parts{}
	for _, m := range pkg.Models {
		for _, f := range m.Fields {
			if !f.Navigation {
				parts.add(f.From.Wire, f.Wire, partOf(f))
			}
		}
	}
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			parts.add(e.Wire, m.Wire, Part{Member: true, Value: m.Value})
		}
	}
	return parts
}

func (parts Parts) add(owner, name string, p Part) {
	if parts[owner] == nil {
		parts[owner] = map[string]Part{}
	}
	parts[owner][name] = p
}

func partOf(f *ir.Field) Part {
	return Part{Type: f.Type.Edm, Collection: f.Type.Collection, Nullable: f.Nullable, Managed: f.Class == ir.Managed,
		ReadOnly: f.Class == ir.ReadOnly, WriteOnly: f.WriteOnly, CreateOnly: f.CreateOnly, Secret: f.Secret}
}

// A mark is a field of a part, with the word that means it in a lock.
type mark struct {
	word string
	set  *bool
}

func (p *Part) classes() []mark { return []mark{{"managed", &p.Managed}, {"readOnly", &p.ReadOnly}} }

func (p *Part) marks() []mark {
	return []mark{{"writeOnly", &p.WriteOnly}, {"createOnly", &p.CreateOnly}, {"secret", &p.Secret}}
}

// String returns a part as text without spaces: the number of a member, or the type and the marks
// of a property, as in "Collection(Edm.String)?,managed,secret". The question mark means nullable.
func (p Part) String() string {
	if p.Member {
		return strconv.FormatInt(p.Value, 10)
	}
	text := p.Type
	if p.Collection {
		text = "Collection(" + text + ")"
	}
	if p.Nullable {
		text += "?"
	}
	for _, m := range slices.Concat(p.classes(), p.marks()) {
		if *m.set {
			text += "," + m.word
		}
	}
	return text
}

// isType matches the qualified names of types.
var isType = regexp.MustCompile(`^[\pL\pM\pN\p{Pc}\p{Cf}]+(\.[\pL\pM\pN\p{Pc}\p{Cf}]+)+$`).MatchString

// ParsePart parses the text of a part, as [Part.String] returns it, and reports whether it is
// valid.
func ParsePart(text string) (Part, bool) {
	if value, err := strconv.ParseInt(text, 10, 64); err == nil {
		return Part{Member: true, Value: value}, true
	}
	words := strings.Split(text, ",")
	var p Part
	p.Type, p.Nullable = strings.CutSuffix(words[0], "?")
	if inner, ok := strings.CutPrefix(p.Type, "Collection("); ok {
		p.Type, p.Collection = strings.TrimSuffix(inner, ")"), true
	}
	known := slices.Concat(p.classes(), p.marks())
	for _, word := range words[1:] {
		i := slices.IndexFunc(known, func(m mark) bool { return m.word == word })
		if i < 0 {
			return Part{}, false
		}
		*known[i].set = true
	}
	return p, isType(p.Type)
}

// property returns the declaration of a property, marked as deprecated.
func (p Part) property(name string) *spec.Property {
	out := &spec.Property{Name: name, Annotations: []*spec.Annotation{deprecated}}
	out.Type.Name, out.Type.Collection, out.Type.Nullable = p.Type, p.Collection, p.Nullable
	for _, m := range p.classes() {
		if *m.set {
			class := object(spec.Member{Name: "class", Value: spec.Text(m.word)})
			out.Annotations = append(out.Annotations, &spec.Annotation{Term: spec.TermClass, Value: class})
		}
	}
	var marks []spec.Member
	for _, m := range p.marks() {
		if *m.set {
			marks = append(marks, spec.Member{Name: m.word, Value: object()})
		}
	}
	if marks != nil {
		out.Annotations = append(out.Annotations, &spec.Annotation{Term: spec.TermMarks, Value: object(marks...)})
	}
	return out
}

func object(members ...spec.Member) spec.Value {
	return spec.Value{Kind: spec.Object, Members: members}
}
