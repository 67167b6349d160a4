package spec

import (
	"slices"
	"strings"
)

// warnings notes what of a schema is wrong and is not followed, without making the description
// unusable.
func (c *checker) warnings(s *Schema) {
	for _, t := range s.Types {
		c.keyOfNothing(t)
		c.otherKind(t)
	}
	if s.Container != nil {
		c.exposes(s.Container)
	}
}

func (c *checker) note(at Position, remedy, format string, args ...any) {
	c.x.Doc.Notes = append(c.x.Doc.Notes, Errorf(at, remedy, format, args...))
}

// keyOfNothing notes parts of keys that name no property. Their values are taken for texts.
func (c *checker) keyOfNothing(t *StructuredType) {
	for _, k := range t.Key {
		if c.x.Property(t, k.Path) == nil && !strings.Contains(k.Path, "/") && c.isWhole(t) {
			c.note(k.Pos, "correct the name", "%s in the key of %s is not a property of it and is taken for a text", k.Path, t.Name)
		}
	}
}

// isWhole reports whether all ancestors of a type are in the document.
func (c *checker) isWhole(t *StructuredType) bool {
	for t != nil && t.Base != "" {
		t = c.x.Base(t)
	}
	return t != nil
}

// otherKind notes that an entity type is derived from a complex type, or the reverse. Its
// properties are inherited all the same.
func (c *checker) otherKind(t *StructuredType) {
	if base := c.x.Base(t); base != nil && base.Entity != t.Entity {
		c.note(t.Pos, "correct BaseType", "%s and %s, which it is derived from, are not both entity types or both complex types", t.Name, t.Base)
	}
}

// exposes notes what of a container has no methods, since it leads to what is no entity type or not
// there.
func (c *checker) exposes(ec *EntityContainer) {
	for _, es := range ec.EntitySets {
		c.exposed("entity set", es.Name, es.Type, es.Pos)
	}
	for _, si := range ec.Singletons {
		c.exposed("singleton", si.Name, si.Type, si.Pos)
	}
	defined := c.operations()
	for _, imp := range slices.Concat(ec.ActionImports, ec.FunctionImports) {
		if name := c.x.Resolve(imp.Operation); !defined[name] && !c.external(name) {
			c.note(imp.Pos, "correct the name", "import %s leads to %s, which is not defined, and is left out", imp.Name, imp.Operation)
		}
	}
}

func (c *checker) exposed(what, name, typ string, at Position) {
	resolved := c.x.Resolve(typ)
	t := c.x.Types[resolved]
	if _, here := c.defined[resolved]; here && (t == nil || !t.Entity) {
		c.note(at, "name an entity type", "%s %s is of type %s, which is not an entity type, and is left out", what, name, typ)
	}
}

// operations holds the names of the actions and functions that are defined.
func (c *checker) operations() map[string]bool {
	defined := map[string]bool{}
	for _, s := range c.x.Doc.Schemas {
		for _, op := range s.Operations {
			defined[c.x.Name(op)] = true
		}
	}
	return defined
}
