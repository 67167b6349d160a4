package openapi

import (
	"cmp"
	"regexp"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A role is the purpose of a schema under components.
type role uint8

const (
	helper      role = iota // a part of the protocol or a shorthand; it is read where it is referred to
	structured              // an entity or complex type
	enumeration             // an enumeration
	definition              // a type definition
	variant                 // a schema that a converter adds to a type for bodies of create or update
)

// A component is one schema under components.
type component struct {
	name      string // as written
	key, node *yaml.Node
	role      role
	of        string // name of the type of a variant: its own name without "-create" or "-update"
}

// loadComponents lists the schemas and decides the role of each.
func (r *reader) loadComponents() {
	each(at2(r.text.Root, "components", "schemas"), func(key, node *yaml.Node) {
		c := &component{name: key.Value, key: key, node: node}
		r.components[c.name] = c
		r.order = append(r.order, c)
		r.qualified = r.qualified || isQualified(c.name)
	})
	r.namespace = namespaceOf(str(get(r.text.Root, "info"), "title"))
	for _, c := range r.order {
		c.role = r.roleOf(c)
	}
}

func (r *reader) roleOf(c *component) role {
	if c.of = r.variantOf(c.name); c.of != "" {
		return variant
	}
	if r.qualified && !isQualified(c.name) || isProtocol(c.name) {
		return helper
	}
	s := r.shape(c.node)
	switch {
	case get(c.node, "$ref") != nil && len(s.props) == 0 && len(s.bases) == 1:
		return helper
	case len(r.members(c.node)) > 0 || s.kind == "string" && get(c.node, "enum") != nil: // some have no member
		return enumeration
	case r.isPage(c, s), s.kind == several, r.isChoice(s):
		return helper
	case s.isObject():
		return structured
	case s.kind != "" && s.kind != "array" && s.kind != "null":
		return definition
	}
	return helper
}

// variantOf returns the name of the type of a variant, which the OASIS converter names
// "type-create" or "type-update". It returns "" for other names.
func (r *reader) variantOf(name string) string {
	for _, suffix := range []string{"-create", "-update"} {
		if base, ok := strings.CutSuffix(name, suffix); ok && r.components[base] != nil {
			return base
		}
	}
	return ""
}

// isProtocol reports whether a schema is one of OData's error responses.
func isProtocol(name string) bool {
	return strings.Contains(name, ".ODataErrors.") || name == "odata.error" || strings.HasPrefix(name, "odata.error.")
}

func isQualified(name string) bool { return strings.Contains(strings.Trim(name, "."), ".") }

// typeName returns the qualified name of a component's type.
func (r *reader) typeName(c *component) string {
	if isQualified(c.name) {
		return c.name
	}
	return r.namespace + "." + c.name
}

// splitName returns the namespace and the name of a qualified name.
func splitName(qualified string) (string, string) {
	dot := strings.LastIndexByte(qualified, '.')
	return qualified[:max(dot, 0)], qualified[dot+1:]
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9]+`)

// namespaceOf returns a namespace made of a title. It is for descriptions whose types have none.
func namespaceOf(title string) string {
	name := strings.TrimLeft(notInNames.ReplaceAllString(title, ""), "0123456789")
	return cmp.Or(name, "Default")
}

// A shape joins a schema and the parts of its allOf.
type shape struct {
	kind  string       // type, or ""
	bases []*yaml.Node // members of allOf that are references
	props []prop
	alts  []*yaml.Node // members of anyOf and oneOf
	named []*yaml.Node // references of a discriminator's mapping
	texts []string     // descriptions, then titles
	notes []*spec.Annotation

	besideRefs bool // members beside a $ref count, as in OpenAPI 3.1
}

type prop struct{ key, value *yaml.Node }

func (r *reader) shape(n *yaml.Node) *shape {
	s := &shape{besideRefs: r.besideRefs}
	s.add(n)
	return s
}

func (s *shape) add(n *yaml.Node) {
	if get(n, "$ref") != nil {
		s.bases = append(s.bases, n)
		if !s.besideRefs {
			return
		}
	}
	kind, _ := kindOf(n)
	s.kind = cmp.Or(s.kind, kind)
	if text := str(n, "description"); text != "" {
		s.texts = append([]string{text}, s.texts...)
	}
	if title := str(n, "title"); strings.Contains(title, " ") {
		s.texts = append(s.texts, title)
	}
	s.notes = append(s.notes, notices(n)...)
	for _, part := range items(get(n, "allOf")) {
		s.add(part)
	}
	each(get(n, "properties"), func(key, value *yaml.Node) { s.props = append(s.props, prop{key, value}) })
	s.alts = append(append(s.alts, items(get(n, "anyOf"))...), items(get(n, "oneOf"))...)
	each(at2(n, "discriminator", "mapping"), func(_, to *yaml.Node) { s.named = append(s.named, to) })
}

func (s *shape) isObject() bool {
	return s.kind == "object" || len(s.props) > 0 || len(s.bases) > 0 || s.kind == "" && len(s.alts) > 0
}

// isPage reports whether a schema is a page of a collection. A page has the property value and
// control information only. A type may also have a collection called value as its only property,
// but it has neither a link to the next page nor the name of a page.
func (r *reader) isPage(c *component, s *shape) bool {
	page := strings.HasPrefix(str(c.node, "title"), "Collection of ") || strings.HasSuffix(c.name, "Response")
	wraps := false
	for _, p := range s.props {
		switch name := p.key.Value; {
		case name == "value":
			kind, _ := kindOf(p.value)
			wraps = kind == "array"
		case !strings.Contains(name, "@"):
			return false
		default:
			page = page || strings.HasSuffix(name, "nextLink") || strings.HasSuffix(name, "count")
		}
	}
	return wraps && page
}

// annotations returns the first text and the notices of a schema as annotations.
func (s *shape) annotations() []*spec.Annotation {
	if len(s.texts) == 0 {
		return s.notes
	}
	return append(describe(s.texts[0]), s.notes...)
}
