package spec

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Check reports what makes a description unusable: names that are no identifiers, names defined
// twice, references to types that are not defined, and inheritance cycles. References into other
// documents that the description names are not faults. What it finds to be wrong without making the
// description unusable it adds to the document's notes.
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
		c.warnings(s) // now that inheritance has an end
	}
	return nil
}

type checker struct {
	lower   map[string]string // see folded
	x       *Index
	defined map[string]Position
	members map[string]bool // the names so far of what one type, operation or container has
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

func (c *checker) names(s *Schema) {
	for _, t := range s.Types {
		c.define(s.Namespace, t.Name, t.Pos)
	}
	for _, e := range s.Enums {
		c.define(s.Namespace, e.Name, e.Pos)
		clear(c.members)
		for _, m := range e.Members {
			c.unique(m.Name, "member", e.Name, m.Pos)
		}
	}
	for _, d := range s.TypeDefs {
		c.define(s.Namespace, d.Name, d.Pos)
	}
}

// define notes a name of a schema and checks that it is an identifier and new.
func (c *checker) define(namespace, name string, at Position) {
	c.identifier(name, at)
	qualified := namespace + "." + name
	if first, double := c.defined[qualified]; double {
		c.errs.Add(Errorf(at, "remove one of the two", "%s is defined twice, first at %s", qualified, first))
		return
	}
	c.defined[qualified] = at
}

// unique checks that a name is an identifier, and new among the members of its owner.
func (c *checker) unique(name, what, owner string, at Position) {
	c.identifier(name, at)
	if c.members[name] {
		c.errs.Add(Errorf(at, "remove one of the two", "%s %s of %s is defined twice", what, name, owner))
	}
	c.members[name] = true
}

// maxName is how many characters an identifier may have.
const maxName = 128

// identifier checks a name by the rule of CSDL 4.01, section 15.2: a letter or underscore, then up
// to 127 letters, digits, underscores and other characters that join or combine.
func (c *checker) identifier(name string, at Position) {
	switch {
	case name == "":
		c.errs.Add(Errorf(at, "give it a name", "the name is empty"))
	case len(name) > maxName && utf8.RuneCountInString(name) > maxName:
		c.errs.Add(Errorf(at, "shorten the name", "name %.40q… is longer than %d characters", name, maxName))
	case !isIdentifier(name):
		c.errs.Add(Errorf(at, "correct the name", "name %q is not a valid identifier", name))
	}
}

func isIdentifier(name string) bool {
	for i, r := range name {
		first := r == '_' || unicode.In(r, unicode.L, unicode.Nl)
		if !first && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)) {
			return false
		}
	}
	return true
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
		c.reference(p.Type.Name, placeOf(p.Type, p.Pos))
	}
	for _, n := range t.Navigations {
		c.unique(n.Name, "navigation property", t.Name, n.Pos)
		c.reference(n.Type.Name, placeOf(n.Type, n.Pos))
		c.leads(n)
	}
}

// key checks that the parts of a key are told apart.
func (c *checker) key(t *StructuredType) {
	seen := map[string]bool{}
	for _, k := range t.Key {
		c.keyPath(k, t)
		name := cmp.Or(k.Alias, k.Path)
		if seen[name] {
			c.errs.Add(Errorf(k.Pos, "remove one of the two", "%s is twice in the key of %s", name, t.Name))
		}
		seen[name] = true
	}
}

// leads checks that a navigation property leads to entities.
func (c *checker) leads(n *NavigationProperty) {
	name := c.x.Resolve(n.Type.Name)
	_, enum := c.x.Enums[name]
	_, definition := c.x.Defs[name]
	if enum || definition || strings.HasPrefix(name, "Edm.") && name != "Edm.EntityType" {
		c.errs.Add(Errorf(placeOf(n.Type, n.Pos), "name an entity type, or make it a Property", "navigation property %s is of type %s, which is not an entity type",
			n.Name, n.Type.Name))
	}
}

// placeOf returns where a type is named: in the type reference if that has a position of its own,
// as a corrected one has.
func placeOf(ref TypeRef, owner Position) Position { return placeIn(ref.Pos, owner) }

// placeIn returns a position, or that of the owner where it is not known.
func placeIn(own, owner Position) Position {
	if own.Line > 0 {
		return own
	}
	return owner
}

// maxInheritance bounds how many ancestors a type may have. Real hierarchies have under 10.
const maxInheritance = 100

// inheritance checks that a type has an end of ancestors.
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

// definition checks that a type is defined as a primitive type, and so not as itself.
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
		c.reference(p.Type.Name, placeOf(p.Type, p.Pos))
	}
	if op.Return != nil {
		c.reference(op.Return.Type.Name, op.Return.Pos)
	}
}

// reference checks that a type is defined here, built in, or in a namespace that another document
// defines.
func (c *checker) reference(written string, at Position) {
	name := c.x.Resolve(written)
	if _, ok := c.defined[name]; ok || slices.Contains(edmTypes, name) || isQualified(name) && c.external(name) {
		return
	}
	c.errs.Add(Errorf(at, c.remedy(name), "type %s is not defined", written))
}

func (c *checker) remedy(name string) string {
	if strings.HasPrefix(name, "Edm.") {
		return cmp.Or(Suggest(name, edmTypes), "name a type that CSDL 4.01 defines, as Edm.String")
	}
	if known, ok := c.folded()[strings.ToLower(name)]; ok {
		return "did you mean " + known
	}
	return "correct the name, or add the type by an overlay"
}

// folded maps the defined names in lower case to the names; of several that differ in case alone,
// to the first in order.
func (c *checker) folded() map[string]string {
	if c.lower == nil {
		c.lower = make(map[string]string, len(c.defined))
		for _, known := range slices.Sorted(maps.Keys(c.defined)) {
			if _, ok := c.lower[strings.ToLower(known)]; !ok {
				c.lower[strings.ToLower(known)] = known
			}
		}
	}
	return c.lower
}

// external reports whether a type may be defined elsewhere: its namespace is none of this document,
// and is included by a reference, or the document has references whose content is not said, or is
// below the root of one of its namespaces, as in exports of a part of a service, or is not like any
// of them, as that of a type of the service's own program.
func (c *checker) external(name string) bool {
	if strings.HasPrefix(name, "Org.OData.") {
		return true
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || name[:dot] == "Edm" || slices.ContainsFunc(c.x.Doc.Schemas, func(s *Schema) bool { return s.Namespace == name[:dot] }) {
		return false
	}
	root, _, _ := strings.Cut(name, ".")
	return len(c.x.Doc.References) > 0 ||
		slices.ContainsFunc(c.x.Doc.Schemas, func(s *Schema) bool { return strings.HasPrefix(s.Namespace, root+".") }) ||
		!c.mistyped(name[:dot])
}

// mistyped reports whether a namespace is so like one of the document, or like an alias, that it is
// meant to be that.
func (c *checker) mistyped(namespace string) bool {
	var own []string
	for _, s := range c.x.Doc.Schemas {
		own = append(own, s.Namespace, s.Alias)
	}
	return Nearest(namespace, own, len(namespace)/4+1) != ""
}
