package openapi

import (
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A model is a structured type that is being read.
type model struct {
	name        string // qualified
	pos         spec.Position
	base        string // qualified, "" unless derived
	members     []*member
	byName      map[string]*member
	entity      bool
	abstract    bool // a value is always of a derived type
	open        bool
	stream      bool // HasStream
	named       bool // paths lead to it, but no schema describes it
	toldKind    bool // the description shows that it is an entity type
	listed      bool // its base lists it, and it does not name the base itself
	toldBase    bool // it lists its derived types, so that abstract is known
	key         []string
	alternate   bool // the key may be an alternate one
	annotations []*spec.Annotation
}

// A member is a property or navigation property that is being read.
type member struct {
	name        string
	pos         spec.Position
	typ         typeInfo
	marked      bool // the description marks it as a navigation property
	navigation  bool
	contains    *bool // nil when not known
	owned       bool  // some path creates or changes its targets
	linked      bool  // some path links to its targets
	computed    bool
	immutable   bool
	fallback    *string // default value
	annotations []*spec.Annotation
}

// A typeInfo is a type as a schema gives it.
type typeInfo struct {
	spec.TypeRef
	tellsNull bool // the schema states whether null is allowed
}

type namedDef struct {
	name string
	def  *spec.TypeDefinition
}

// readTypes reads all types. It reads base types before properties, because the type of
// alternatives is their common ancestor.
func (r *reader) readTypes() {
	for _, c := range r.order {
		switch c.role {
		case structured:
			r.declareModel(c)
		case enumeration:
			r.readEnum(c)
		}
	}
	r.eachStructured(r.readBase)
	r.eachStructured(r.readDerived)
	for _, m := range r.modelOrder {
		if len(r.lineage(m)) > maxBases {
			r.errs.Add(spec.Errorf(m.pos, "give a flatter hierarchy", "type %s derives from more than %d others", m.name, maxBases))
			m.base = ""
		}
	}
	r.eachStructured(r.readMembers)
	for _, c := range r.order {
		if c.role == definition {
			r.readDefinition(c)
		}
	}
	r.dropInherited()
	r.readVariants()
}

func (r *reader) eachStructured(read func(*component)) {
	for _, c := range r.order {
		if c.role == structured {
			read(c)
		}
	}
}

func (r *reader) declareModel(c *component) {
	r.addModel(&model{name: r.typeName(c), pos: r.text.At(c.key), annotations: r.shape(c.node).annotations()})
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

// readMembers reads the properties of a type. A reference of its allOf that is not the base type
// adds its properties.
func (r *reader) readMembers(c *component) {
	m := r.models[r.typeName(c)]
	s := r.shape(c.node)
	mixed := false
	for _, ref := range s.bases {
		if base := r.modelOf(ref); base == nil || base.name != m.base {
			if other := r.deref(ref); other != nil {
				r.addMembers(m, r.shape(other).props)
				mixed = true
			}
		}
	}
	if mixed {
		r.gaps.note(gapMixed, false)
	}
	r.addMembers(m, s.props)
}

// addMembers adds the properties that a model does not have yet.
func (r *reader) addMembers(m *model, props []prop) {
	counted := map[string]bool{}
	for _, p := range props {
		if name, ok := strings.CutSuffix(p.key.Value, "@odata.count"); ok {
			counted[name] = true
		}
	}
	for _, p := range props {
		name := p.key.Value
		if !strings.Contains(name, "@") && m.byName[name] == nil {
			m.add(r.readMember(p, counted[name]))
		}
	}
}

func (r *reader) readMember(p prop, counted bool) *member {
	s := r.shape(p.value)
	m := &member{name: p.key.Value, pos: r.text.At(p.key), typ: r.typeOf(p.value), annotations: s.annotations(),
		marked: isTrue(p.value, "x-ms-navigationProperty"), computed: isTrue(p.value, "readOnly")}
	if counted && r.models[m.typ.Name] != nil {
		m.marked = true // the OASIS converter adds a count to navigation properties
	}
	if d := get(p.value, "default"); d != nil && d.Kind == yaml.ScalarNode && d.Tag != "!!null" {
		m.fallback = &d.Value
	}
	return m
}

// member returns the member called name of a model or its ancestors, and the model that declares
// it.
func (r *reader) member(m *model, name string) (*member, *model) {
	for _, up := range r.lineage(m) {
		if own := up.byName[name]; own != nil {
			return own, up
		}
	}
	return nil, nil
}
