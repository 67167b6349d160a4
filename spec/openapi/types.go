package openapi

import (
	"slices"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A model is a structured type while it is read.
type model struct {
	name     string // qualified
	pos      spec.Position
	base     string // qualified, "" unless derived
	members  []*member
	byName   map[string]*member
	entity   bool
	abstract bool // a value is always of a derived type
	open     bool
	stream   bool // HasStream
	named    bool // paths lead to it, but no schema describes it
	toldKind bool // the description shows that it is an entity type
	toldBase bool // it lists the derived types, so abstract is told
	key      []string
	text     string
}

// A member is a property, structural or not, while it is read.
type member struct {
	name       string
	pos        spec.Position
	typ        typeInfo
	marked     bool // said to be a navigation property
	navigation bool
	contains   *bool // nil when not told
	owned      bool  // some path makes or changes what it leads to
	linked     bool  // some path sets links to what it leads to
	computed   bool
	immutable  bool
	fallback   *string // default value
	text       string
}

// A typeInfo is a type as a schema gives it.
type typeInfo struct {
	spec.TypeRef
	tellsNull bool // it says whether null is allowed
}

type namedDef struct {
	name string
	def  *spec.TypeDefinition
}

// readTypes reads all types: bases before properties, because alternatives are understood by their common base.
func (r *reader) readTypes() {
	for _, c := range r.order {
		switch c.role {
		case structured:
			r.declareModel(c)
		case enumeration:
			r.readEnum(c)
		}
	}
	for _, c := range r.order {
		if c.role == structured {
			r.readBases(c)
		}
	}
	for _, m := range r.modelOrder {
		if len(r.lineage(m)) > maxBases {
			r.errs.Add(spec.Errorf(m.pos, "give a flatter hierarchy", "type %s derives from more than %d others", m.name, maxBases))
			m.base = ""
		}
	}
	for _, c := range r.order {
		switch c.role {
		case structured:
			r.readMembers(c)
		case definition:
			r.readDefinition(c)
		}
	}
	r.dropInherited()
	r.readVariants()
}

func (r *reader) declareModel(c *component) {
	r.addModel(&model{name: r.typeName(c), pos: r.text.At(c.key), text: r.shape(c.node).text()})
}

func (r *reader) addModel(m *model) *model {
	m.byName = map[string]*member{}
	r.models[m.name] = m
	r.modelOrder = append(r.modelOrder, m)
	return m
}

func (r *reader) readDefinition(c *component) {
	t := r.typeOf(c.node)
	name := r.typeName(c)
	_, short := splitName(name)
	r.defs = append(r.defs, namedDef{name, &spec.TypeDefinition{Name: short, Underlying: t.TypeRef, Pos: r.text.At(c.key)}})
}

// readBases finds the base type: the first reference of allOf, or the type that lists this one among its alternatives.
func (r *reader) readBases(c *component) {
	m := r.models[r.typeName(c)]
	s := r.shape(c.node)
	for _, ref := range s.bases {
		if base := r.modelOf(ref); base != nil && m.base == "" {
			m.base = base.name
		}
	}
	others := false
	for _, alt := range s.alts {
		derived := r.modelOf(alt)
		if derived == nil || derived == m {
			others = true
			continue
		}
		m.toldBase = true
		if derived.base == "" {
			derived.base = m.name
		}
	}
	m.abstract = m.toldBase && !others
	for _, to := range s.named {
		if derived := r.models[r.mappedName(to.Value)]; derived != nil && derived != m && derived.base == "" && m.base != derived.name {
			derived.base = m.name
		}
	}
}

// mappedName returns the type that a value of a discriminator's mapping names.
func (r *reader) mappedName(value string) string {
	name := value[strings.LastIndexByte(value, '/')+1:]
	if c := r.components[name]; c != nil {
		return r.typeName(c)
	}
	return name
}

// modelOf returns the structured type that a node refers to, or nil.
func (r *reader) modelOf(n *yaml.Node) *model {
	if c := r.componentOf(n); c != nil && c.role == structured {
		return r.models[r.typeName(c)]
	}
	return nil
}

// componentOf returns the component that a node refers to, directly or by way of shorthands; nil when it is no reference.
func (r *reader) componentOf(n *yaml.Node) *component {
	for range maxDepth {
		ref := get(n, "$ref")
		if ref == nil || ref.Kind != yaml.ScalarNode {
			return nil
		}
		if n = r.target(ref); n == nil {
			return nil
		}
		name, ok := strings.CutPrefix(ref.Value, "#/components/schemas/")
		c := r.components[unescape(name)]
		if !ok || c == nil || get(c.node, "$ref") != nil {
			continue
		}
		if c.role == variant {
			return r.components[c.of]
		}
		return c
	}
	return nil
}

// readMembers reads the properties of a type, those that further references of its allOf lend included.
func (r *reader) readMembers(c *component) {
	m := r.models[r.typeName(c)]
	s := r.shape(c.node)
	seen := map[string]bool{}
	lent := 0
	for _, ref := range s.bases {
		if base := r.modelOf(ref); base == nil || base.name != m.base {
			if lender := r.deref(ref); lender != nil {
				r.addMembers(m, r.shape(lender).props, seen)
				lent++
			}
		}
	}
	if lent > 0 {
		r.gaps.note(gapMixed, false)
	}
	r.addMembers(m, s.props, seen)
}

func (r *reader) addMembers(m *model, props []prop, seen map[string]bool) {
	counted := map[string]bool{}
	for _, p := range props {
		if name, ok := strings.CutSuffix(p.key.Value, "@odata.count"); ok {
			counted[name] = true
		}
	}
	for _, p := range props {
		name := p.key.Value
		if strings.Contains(name, "@") || seen[name] {
			continue
		}
		seen[name] = true
		m.add(r.readMember(p, counted[name]))
	}
}

func (r *reader) readMember(p prop, counted bool) *member {
	s := r.shape(p.value)
	m := &member{name: p.key.Value, pos: r.text.At(p.key), typ: r.typeOf(p.value), text: s.text(),
		marked: isTrue(p.value, "x-ms-navigationProperty"), computed: isTrue(p.value, "readOnly")}
	if counted && r.models[m.typ.Name] != nil {
		m.marked = true // the OASIS converter counts what can be navigated
	}
	if d := get(p.value, "default"); d != nil && d.Kind == yaml.ScalarNode && d.Tag != "!!null" {
		m.fallback = &d.Value
	}
	return m
}

// maxBases bounds how many types one may derive from in turn; real ones stay under 10.
const maxBases = 100

// lineage returns a model and its ancestors, the nearest first. A cycle of bases ends it; spec.Check reports the cycle.
func (r *reader) lineage(m *model) []*model {
	var line []*model
	for m != nil && len(line) <= maxBases && !slices.Contains(line, m) {
		line = append(line, m)
		m = r.models[m.base]
	}
	return line
}

// member returns the member called name of a model or its ancestors, and the model that declares it.
func (r *reader) member(m *model, name string) (*member, *model) {
	for _, up := range r.lineage(m) {
		if own := up.byName[name]; own != nil {
			return own, up
		}
	}
	return nil, nil
}

// dropInherited removes members that an ancestor has already, as converters repeat them.
func (r *reader) dropInherited() {
	for _, m := range r.modelOrder {
		base := r.models[m.base]
		if base == nil {
			continue
		}
		inherited := map[string]bool{}
		for _, up := range r.lineage(base) {
			if up == m {
				return // a cycle, which spec.Check reports
			}
			for _, own := range up.members {
				inherited[own.name] = true
			}
		}
		m.drop(inherited)
	}
}

func (m *model) add(own *member) {
	m.members = append(m.members, own)
	m.byName[own.name] = own
}

func (m *model) drop(names map[string]bool) {
	kept := m.members[:0]
	for _, own := range m.members {
		if names[own.name] {
			delete(m.byName, own.name)
			continue
		}
		kept = append(kept, own)
	}
	m.members = kept
}

// readVariants reads what the schemas for create and update leave out: what the service computes, and what only create may set.
func (r *reader) readVariants() {
	for _, c := range r.order {
		m := r.models[c.name]
		update, create := r.components[c.name+"-update"], r.components[c.name+"-create"]
		if m == nil || update == nil {
			continue
		}
		updates := r.variantNames(update)
		var creates map[string]bool
		if create != nil {
			creates = r.variantNames(create)
		}
		for _, own := range m.members {
			own.bound(updates, creates)
		}
	}
}

func (r *reader) variantNames(c *component) map[string]bool {
	names := map[string]bool{}
	for _, p := range r.shape(c.node).props {
		names[p.key.Value] = true
	}
	return names
}

// bound decides what the bodies that may hold a member say of it.
func (m *member) bound(updates, creates map[string]bool) {
	if bind := m.name + "@odata.bind"; updates[bind] && !updates[m.name] || creates[bind] && !creates[m.name] {
		no := false
		m.marked, m.contains = true, &no
		return
	}
	if !updates[m.name] {
		m.immutable = creates[m.name]
		m.computed = !m.immutable
	}
}
