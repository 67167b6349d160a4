package msdocs

import (
	"regexp"
	"strings"
)

// This file reads pages of types.

var (
	typeTitle   = regexp.MustCompile(`(?i)^([\w.]+) (resource|complex|entity|enum|enumeration)( type)?$`)
	derivedFrom = regexp.MustCompile(`(?i)^inherits from \[?([\w.]+)`)
	namespace   = regexp.MustCompile(`(?i)^namespace: *(\w+(?:\.\w+)*)`)
	keyProperty = regexp.MustCompile(`"keyProperty"\s*:\s*"([^"]+)"`)
)

// resource reads the facts of a page in resources/.
func (p *page) resource() Resource {
	r := Resource{Page: p.name, Kind: "conceptual"}
	if parts := strings.Split(p.name, "-"); len(parts) > 2 && parts[0] == "intune" {
		r.Workload = parts[1]
	}
	m := typeTitle.FindStringSubmatch(p.title())
	if m == nil {
		return r
	}
	r.Type, r.Kind = p.qualified(m[1]), "complex"
	if strings.HasPrefix(strings.ToLower(m[2]), "enum") {
		r.Kind = "enum"
	}
	for _, b := range p.blocks {
		r.add(b)
	}
	if r.Kind == "complex" && r.KeyProperty != "" {
		r.Kind = "entity"
	}
	return r
}

// qualified returns the name of a type with the namespace that the page states, unless that is
// microsoft.graph. Other namespaces have types of the same names.
func (p *page) qualified(name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	for _, b := range p.blocks {
		if b.kind != text {
			continue
		}
		if m := namespace.FindStringSubmatch(b.text); m != nil && m[1] != "microsoft.graph" {
			return m[1] + "." + name
		}
	}
	return name
}

// add reads the facts of a block.
func (r *Resource) add(b block) {
	switch {
	case b.kind == text:
		if m := derivedFrom.FindStringSubmatch(b.text); m != nil && r.BaseType == "" {
			r.BaseType = m[1]
		}
	case b.kind == comment:
		if m := keyProperty.FindStringSubmatch(b.text); m != nil {
			r.KeyProperty = m[1]
		}
	case b.kind == code && strings.HasPrefix(b.section, "json representation") && r.JSONRepresentation == nil:
		r.JSONRepresentation = &b.text
	case b.kind != table:
	case r.Kind == "enum" && isTable(b, "member", "value", "name"):
		r.Members = append(r.Members, members(b)...)
	case b.section == "properties" && isTable(b, "property", "name"):
		r.Properties = append(r.Properties, properties(b)...)
	case b.section == "relationships" && isTable(b, "relationship", "property", "name"):
		r.Relationships = append(r.Relationships, properties(b)...)
	}
}
