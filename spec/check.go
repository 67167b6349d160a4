package spec

import (
	"cmp"
	"slices"
	"strings"
)

// Check returns the faults that make a description unusable: invalid identifiers, names that are
// defined twice, references to types that are not defined, and inheritance cycles. A reference into
// another document that the description names is not a fault. Check adds a note to the document for
// everything else that is wrong.
func Check(doc *Document) error { return CheckIndexed(NewIndex(doc)) }

// CheckIndexed is [Check] of a document that has an index.
func CheckIndexed(x *Index) error {
	doc := x.Doc
	types, enums, _ := sizes(doc)
	c := &checker{x: x, defined: make(map[string]Position, types+enums), members: map[string]bool{}}
	c.namespaces(doc)
	doc.eachAnnotations(func(list *[]*Annotation) { c.facts(*list) })
	for _, s := range doc.Schemas {
		c.names(s)
	}
	for _, s := range doc.Schemas {
		c.schema(s)
	}
	if err := c.errs.Err(); err != nil {
		return err
	}
	for _, s := range doc.Schemas {
		c.warnings(s) // after the check for inheritance cycles, because it follows base types
	}
	return nil
}

type checker struct {
	lower   map[string]string // see folded
	x       *Index
	defined map[string]Position
	members map[string]bool // names so far in one type, operation or container
	errs    Errors
}

func (c *checker) schema(s *Schema) {
	for _, t := range s.Types {
		c.structured(t)
	}
	for _, op := range s.Operations {
		c.operation(op)
	}
	for _, d := range s.TypeDefs {
		c.definition(d)
	}
	if s.Container != nil {
		c.container(s.Container)
	}
}

func (c *checker) structured(t *StructuredType) {
	if t.Base != "" {
		c.reference(t.Base, t.Pos)
	}
	c.inheritance(t)
	c.key(t)
	clear(c.members)
	for _, p := range t.Properties {
		c.unique(p.Name, "property", t.Name, p.Pos)
		c.reference(p.Type.Name, p.Type.Pos.or(p.Pos))
	}
	for _, n := range t.Navigations {
		c.unique(n.Name, "navigation property", t.Name, n.Pos)
		c.reference(n.Type.Name, n.Type.Pos.or(n.Pos))
		c.navigationType(n)
	}
}

// key checks that the parts of a key have different names.
func (c *checker) key(t *StructuredType) {
	names := map[string]bool{}
	for _, k := range t.Key {
		c.keyPath(k, t)
		name := cmp.Or(k.Alias, k.Path)
		if names[name] {
			c.errs.Add(Errorf(k.Pos, "remove one of the two", "%s is twice in the key of %s", name, t.Name))
		}
		names[name] = true
	}
}

// navigationType checks that the type of a navigation property is an entity type.
func (c *checker) navigationType(n *NavigationProperty) {
	name := c.x.Resolve(n.Type.Name)
	_, enum := c.x.Enums[name]
	_, definition := c.x.Defs[name]
	if enum || definition || strings.HasPrefix(name, "Edm.") && name != "Edm.EntityType" {
		c.errs.Add(Errorf(n.Type.Pos.or(n.Pos), "name an entity type, or make it a Property", "navigation property %s is of type %s, which is not an entity type",
			n.Name, n.Type.Name))
	}
}

// maxInheritance bounds the number of ancestors of a type. Real hierarchies have under 10.
const maxInheritance = 100

// inheritance checks that a type is not its own ancestor.
func (c *checker) inheritance(t *StructuredType) {
	up := t
	for range maxInheritance {
		if up = c.x.Base(up); up == nil {
			return
		}
		if up == t {
			c.errs.Add(Errorf(t.Pos, "correct a BaseType", "type %s is derived from itself", c.x.Name(t)))
			return
		}
	}
	c.errs.Add(Errorf(t.Pos, "correct a BaseType", "type %s has more than %d ancestors", c.x.Name(t), maxInheritance))
}

// definition checks that the underlying type of a type definition is primitive.
func (c *checker) definition(d *TypeDefinition) {
	if !slices.Contains(edmTypes, d.Underlying.Name) {
		c.errs.Add(Errorf(d.Pos, "name a primitive type, as Edm.String", "type definition %s is defined as %s, which is not a primitive type", d.Name, d.Underlying.Name))
	}
}

func (c *checker) container(ec *EntityContainer) {
	c.identifier(ec.Name, ec.Pos)
	clear(c.members)
	for _, es := range ec.EntitySets {
		c.unique(es.Name, "entity set", ec.Name, es.Pos)
		c.reference(es.Type, es.Pos)
	}
	for _, si := range ec.Singletons {
		c.unique(si.Name, "singleton", ec.Name, si.Pos)
		c.reference(si.Type, si.Pos)
	}
	for _, oi := range slices.Concat(ec.ActionImports, ec.FunctionImports) {
		c.unique(oi.Name, "import", ec.Name, oi.Pos)
	}
}

func (c *checker) operation(op *Operation) {
	c.identifier(op.Name, op.Pos)
	if op.Bound && len(op.Parameters) == 0 {
		c.errs.Add(Errorf(op.Pos, "add the binding parameter", "%s is bound but has no binding parameter", op.Name))
	}
	clear(c.members)
	for _, p := range op.Parameters {
		c.unique(p.Name, "parameter", op.Name, p.Pos)
		c.reference(p.Type.Name, p.Type.Pos.or(p.Pos))
	}
	if op.Return != nil {
		c.reference(op.Return.Type.Name, op.Return.Pos)
	}
}
