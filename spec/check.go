package spec

import (
	"cmp"
	"slices"
	"strings"
)

// Check returns all faults of a description as one error, see [Inspect].
func Check(doc *Document) error { return Inspect(NewIndex(doc)).Err() }

// Inspect returns the faults of a description: names that nothing can be called by, names that are
// defined twice in different ways, references to types that are not defined, and inheritance
// cycles, which it cuts in the index. A reference into another document that the description names
// is not a fault. Inspect adds a note to the document for everything else that is wrong.
func Inspect(x *Index) *Faults {
	doc := x.Doc
	types, enums, _ := sizes(doc)
	c := &checker{x: x, faults: &Faults{}, defined: make(map[string]Position, types+enums), members: map[string]bool{}, cut: map[string]bool{}}
	c.namespaces(doc)
	doc.eachAnnotations(func(list *[]*Annotation) { c.facts(*list) })
	for _, s := range doc.Schemas {
		c.names(s)
	}
	for _, s := range doc.Schemas {
		c.schema(s)
	}
	x.cut = c.cut
	for _, s := range doc.Schemas {
		c.warnings(s) // after inheritance cycles are cut, because it follows base types
	}
	return c.faults
}

// A checker fills faults.
type checker struct {
	lower   map[string]string // see folded
	x       *Index
	faults  *Faults
	defined map[string]Position
	members map[string]bool // names so far in one type, operation or container
	cut     map[string]bool // see Index
}

// fault records a fault of a node.
func (c *checker) fault(node any, at Position, remedy, format string, args ...any) {
	c.faults.add(node, Errorf(at, remedy, format, args...))
}

// broken records a fault of all of the description.
func (c *checker) broken(at Position, remedy, format string, args ...any) {
	c.faults.whole.Add(Errorf(at, remedy, format, args...))
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
	name := c.x.Name(t)
	if t.Base != "" {
		c.reference(name, t.Base, t.Pos)
	}
	c.inheritance(t)
	c.key(t)
	clear(c.members)
	for _, p := range t.Properties {
		c.unique(p, p.Name, "property", t.Name, p.Pos, inText)
		c.reference(p, p.Type.Name, p.Type.Pos.or(p.Pos))
	}
	for _, n := range t.Navigations {
		c.unique(n, n.Name, "navigation property", t.Name, n.Pos, inPaths)
		c.reference(n, n.Type.Name, n.Type.Pos.or(n.Pos))
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
			c.fault(c.x.Name(t), k.Pos, "remove one of the two", "%s is twice in the key of %s", name, t.Name)
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
		c.fault(n, n.Type.Pos.or(n.Pos), "name an entity type, or make it a Property", "navigation property %s is of type %s, which is not an entity type",
			n.Name, n.Type.Name)
	}
}

// maxInheritance bounds the number of ancestors of a type. Real hierarchies have under 10.
const maxInheritance = 100

// inheritance checks that a type is not its own ancestor, and has not too many.
func (c *checker) inheritance(t *StructuredType) {
	last, own := c.ancestor(t)
	switch {
	case own:
		c.fault(c.x.Name(t), t.Pos, "correct a BaseType", "type %s is derived from itself", c.x.Name(t))
	case last == nil:
		return
	default:
		if _, cycle := c.ancestor(last); cycle {
			return // one of its ancestors is derived from itself, and has the fault
		}
		c.fault(c.x.Name(t), t.Pos, "correct a BaseType", "type %s has more than %d ancestors", c.x.Name(t), maxInheritance)
	}
	c.cut[c.x.Name(t)] = true
}

// ancestor returns the ancestor of a type beyond the bound of inheritance, or nil, and reports
// whether the type is its own ancestor.
func (c *checker) ancestor(t *StructuredType) (last *StructuredType, own bool) {
	up := t
	for range maxInheritance + 1 {
		if up = c.x.Base(up); up == nil || up == t {
			return nil, up == t
		}
	}
	return up, false
}

// definition checks that the underlying type of a type definition is primitive.
func (c *checker) definition(d *TypeDefinition) {
	if !slices.Contains(edmTypes, d.Underlying.Name) {
		c.fault(c.x.Name(d), d.Pos, "name a primitive type, as Edm.String", "type definition %s is defined as %s, which is not a primitive type", d.Name, d.Underlying.Name)
	}
}

func (c *checker) container(ec *EntityContainer) {
	c.identifier(ec, ec.Name, ec.Pos, inPaths)
	clear(c.members)
	for _, es := range ec.EntitySets {
		c.unique(es, es.Name, "entity set", ec.Name, es.Pos, inPaths)
		c.reference(es, es.Type, es.Pos)
	}
	for _, si := range ec.Singletons {
		c.unique(si, si.Name, "singleton", ec.Name, si.Pos, inPaths)
		c.reference(si, si.Type, si.Pos)
	}
	for _, oi := range slices.Concat(ec.ActionImports, ec.FunctionImports) {
		c.unique(oi, oi.Name, "import", ec.Name, oi.Pos, inPaths)
	}
}

func (c *checker) operation(op *Operation) {
	c.identifier(op, op.Name, op.Pos, inPaths)
	if op.Bound && len(op.Parameters) == 0 {
		c.fault(op, op.Pos, "add the binding parameter", "%s is bound but has no binding parameter", op.Name)
	}
	clear(c.members)
	for _, p := range op.Parameters {
		c.unique(op, p.Name, "parameter", op.Name, p.Pos, inPaths)
		c.reference(op, p.Type.Name, p.Type.Pos.or(p.Pos))
	}
	if op.Return != nil {
		c.reference(op, op.Return.Type.Name, op.Return.Pos)
	}
}
