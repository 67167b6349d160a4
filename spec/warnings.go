package spec

import (
	"slices"
	"strings"
)

// warnings notes the faults of a schema that do not make the description unusable.
func (c *checker) warnings(s *Schema) {
	for _, t := range s.Types {
		c.keyWithoutProperty(t)
		c.baseOfOtherKind(t)
	}
	if s.Container != nil {
		c.containerTargets(s.Container)
	}
}

func (c *checker) note(at Position, remedy, format string, args ...any) {
	c.x.Doc.Notes = append(c.x.Doc.Notes, Errorf(at, remedy, format, args...))
}

// keyWithoutProperty notes the parts of keys that do not name a property. They are read as strings.
func (c *checker) keyWithoutProperty(t *StructuredType) {
	for _, k := range t.Key {
		if c.x.Property(t, k.Path) == nil && !strings.Contains(k.Path, "/") && c.isWhole(t) {
			c.note(k.Pos, "correct the name", "%s in the key of %s is not a property of it and is read as a string", k.Path, t.Name)
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

// baseOfOtherKind notes that an entity type is derived from a complex type, or the reverse. It
// still inherits the properties.
func (c *checker) baseOfOtherKind(t *StructuredType) {
	if base := c.x.Base(t); base != nil && base.Entity != t.Entity {
		c.note(t.Pos, "correct BaseType", "%s and %s, which it is derived from, are not both entity types or both complex types", t.Name, t.Base)
	}
}

// containerTargets notes the members of a container that are left out, because their type is not an
// entity type or their operation is not defined.
func (c *checker) containerTargets(ec *EntityContainer) {
	for _, es := range ec.EntitySets {
		c.entityTarget("entity set", es.Name, es.Type, es.Pos)
	}
	for _, si := range ec.Singletons {
		c.entityTarget("singleton", si.Name, si.Type, si.Pos)
	}
	defined := c.operations()
	for _, imp := range slices.Concat(ec.ActionImports, ec.FunctionImports) {
		if name := c.x.Resolve(imp.Operation); !defined[name] && !c.external(name) {
			c.note(imp.Pos, "correct the name", "import %s leads to %s, which is not defined, and is left out", imp.Name, imp.Operation)
		}
	}
}

func (c *checker) entityTarget(what, name, typ string, at Position) {
	resolved := c.x.Resolve(typ)
	t := c.x.Types[resolved]
	if _, here := c.defined[resolved]; here && (t == nil || !t.Entity) {
		c.note(at, "name an entity type", "%s %s is of type %s, which is not an entity type, and is left out", what, name, typ)
	}
}

// operations returns the qualified names of the actions and functions that the document defines.
func (c *checker) operations() map[string]bool {
	defined := map[string]bool{}
	for _, s := range c.x.Doc.Schemas {
		for _, op := range s.Operations {
			defined[c.x.Name(op)] = true
		}
	}
	return defined
}
