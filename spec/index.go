package spec

import "strings"

// An Index finds the nodes of a document by name.
type Index struct {
	Doc     *Document
	Types   map[string]*StructuredType
	Enums   map[string]*EnumType
	Defs    map[string]*TypeDefinition
	aliases map[string]string // alias to namespace
	names   map[any]string    // node to qualified name
	targets map[string][]*Annotation
	cut     map[string]bool // types without a base, because they would inherit without end; set by [Inspect]
}

// NewIndex indexes doc. A later definition of a name does not replace an earlier one; [Check]
// reports it.
func NewIndex(doc *Document) *Index {
	types, enums, all := sizes(doc)
	x := &Index{Doc: doc, Types: make(map[string]*StructuredType, types), Enums: make(map[string]*EnumType, enums), Defs: map[string]*TypeDefinition{},
		aliases: map[string]string{}, names: make(map[any]string, all), targets: map[string][]*Annotation{}}
	for _, ref := range doc.References {
		for _, inc := range ref.Includes {
			x.alias(inc.Alias, inc.Namespace)
		}
	}
	for _, s := range doc.Schemas {
		x.alias(s.Alias, s.Namespace)
	}
	for _, s := range doc.Schemas {
		x.Add(s)
	}
	return x
}

// sizes returns the number of types, of enumerations, and of all nodes with a qualified name.
func sizes(doc *Document) (types, enums, all int) {
	for _, s := range doc.Schemas {
		types += len(s.Types)
		enums += len(s.Enums)
		all += len(s.Types) + len(s.Enums) + len(s.TypeDefs) + len(s.Operations)
	}
	return types, enums, all
}

func (x *Index) alias(alias, namespace string) {
	if alias != "" {
		x.aliases[alias] = namespace
	}
}

// Add indexes the nodes of s, which is a schema of the document or has been added to one.
func (x *Index) Add(s *Schema) {
	for _, t := range s.Types {
		add(x, x.Types, s.Namespace, t.Name, t)
	}
	for _, e := range s.Enums {
		add(x, x.Enums, s.Namespace, e.Name, e)
	}
	for _, d := range s.TypeDefs {
		add(x, x.Defs, s.Namespace, d.Name, d)
	}
	for _, o := range s.Operations {
		x.names[o] = s.Namespace + "." + o.Name
	}
	for _, t := range s.Targets {
		path := x.Target(t.Path)
		x.targets[path] = append(x.targets[path], t.Annotations...)
	}
}

func add[T comparable](x *Index, into map[string]T, namespace, name string, node T) {
	qualified := namespace + "." + name
	if !x.defines(qualified) {
		into[qualified] = node
	}
	x.names[node] = qualified
}

// defines reports whether a type, enumeration or type definition has a qualified name.
func (x *Index) defines(name string) bool {
	return x.Types[name] != nil || x.Enums[name] != nil || x.Defs[name] != nil
}

// Resolve returns a name with its alias replaced by the namespace.
func (x *Index) Resolve(written string) string {
	dot := strings.LastIndexByte(written, '.')
	if dot < 0 {
		return written
	}
	if namespace, ok := x.aliases[written[:dot]]; ok {
		return namespace + written[dot:]
	}
	return written
}

// Target returns an annotation target with all its aliases resolved.
func (x *Index) Target(path string) string {
	var out strings.Builder
	start := 0
	for i := 0; i <= len(path); i++ {
		if i == len(path) || strings.IndexByte("/(),", path[i]) >= 0 {
			out.WriteString(x.Resolve(strings.TrimSpace(path[start:i])))
			if i < len(path) {
				out.WriteByte(path[i])
			}
			start = i + 1
		}
	}
	return out.String()
}

// Name returns the qualified name of a type, enumeration, type definition or operation of the
// document.
func (x *Index) Name(node any) string { return x.names[node] }

// At returns the annotations of a target ("microsoft.graph.user/displayName"), whose aliases are
// resolved.
func (x *Index) At(target string) []*Annotation { return x.targets[target] }

// CutAs makes the types that inherit without end in another index have no base in this one.
func (x *Index) CutAs(other *Index) { x.cut = other.cut }

// Base returns the base type of t, or nil.
func (x *Index) Base(t *StructuredType) *StructuredType {
	if t.Base == "" || len(x.cut) > 0 && x.cut[x.names[t]] {
		return nil
	}
	return x.Types[x.Resolve(t.Base)]
}

// Property returns the property at the end of a path from a type, or nil. The path may use
// inherited properties, and navigation properties before the end.
func (x *Index) Property(t *StructuredType, path string) *Property {
	first, rest, more := strings.Cut(path, "/")
	p, to := x.step(t, first)
	if !more || to == "" {
		return p
	}
	if next := x.Types[x.Resolve(to)]; next != nil {
		return x.Property(next, rest)
	}
	return nil
}

// step returns the property or navigation property of that name, and its type. p is nil for a
// navigation property.
func (x *Index) step(t *StructuredType, name string) (p *Property, to string) {
	for up := t; up != nil; up = x.Base(up) {
		for _, p := range up.Properties {
			if p.Name == name {
				return p, p.Type.Name
			}
		}
		for _, n := range up.Navigations {
			if n.Name == name {
				return nil, n.Type.Name
			}
		}
	}
	return nil, ""
}
