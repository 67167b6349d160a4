package graph

import (
	"slices"
	"strings"
	"unicode"
)

// A Collection is a collection of resources at a path that begins at a root of the service.
type Collection struct {
	Path string // "/deviceManagement/deviceConfigurations"
	Type *SchemaType
	// Inventory means that the service fills the collection: devices, states, events, reports. All
	// others are configuration, which people create.
	Inventory bool
	CanCreate bool
	// Assign is the action that assigns an item, nil without one. AssignBy is the name of its
	// parameter.
	Assign   *SchemaOperation
	AssignBy string
}

// Collections returns the collections that paths from the roots lead to without the key of an item,
// sorted by path. The collections below an item are its parts; see [SchemaType.Parts].
func (d *Description) Collections() []Collection {
	var all []Collection
	for _, root := range d.Roots {
		all = d.below(all, "", root, nil)
	}
	slices.SortFunc(all, func(a, b Collection) int { return strings.Compare(a.Path, b.Path) })
	return all
}

// below adds the collection at a property, or those below it. A type on the way is not entered
// again.
func (d *Description) below(all []Collection, path string, p *SchemaProperty, way []*SchemaType) []Collection {
	if p.Type == nil || !p.Contains || slices.Contains(way, p.Type) {
		return all
	}
	path += "/" + p.Name
	if p.Collection {
		return append(all, collectionAt(path, p.Type))
	}
	for _, next := range p.Type.Properties() {
		if next.Navigation {
			all = d.below(all, path, next, append(way, p.Type))
		}
	}
	return all
}

func collectionAt(path string, t *SchemaType) Collection {
	c := Collection{Path: path, Type: t, CanCreate: strings.Contains(t.Calls, "c")}
	c.Inventory = !c.CanCreate || !strings.ContainsAny(t.Calls, "up") || t.IsInventory()
	for base := t; base != nil && c.Assign == nil; base = base.Base {
		for _, op := range base.Operations {
			if op.Segment == "assign" && len(op.Parameters) > 0 {
				c.Assign, c.AssignBy = op, assigning(op, t).Name
			}
		}
	}
	return c
}

// assigning returns the parameter of an action that takes the assignments of a type: the one of
// their type, else the first. An action may have another one for an earlier form of them.
func assigning(op *SchemaOperation, t *SchemaType) *SchemaProperty {
	for _, p := range op.Parameters {
		if has := t.Property("assignments"); has != nil && has.Type == p.Type {
			return p
		}
	}
	return op.Parameters[0]
}

// Parts returns the collections that are contained in a resource of the type, sorted by name: those
// of its bases, too.
func (t *SchemaType) Parts() []*SchemaProperty {
	var parts []*SchemaProperty
	for _, p := range t.Properties() {
		if p.Contains && p.Collection && p.Type != nil {
			parts = append(parts, p)
		}
	}
	slices.SortFunc(parts, func(a, b *SchemaProperty) int { return strings.Compare(a.Name, b.Name) })
	return parts
}

// inventoryWords are the last words of the names of types that services fill.
var inventoryWords = []string{"state", "states", "status", "event", "report", "summary", "overview", "log", "health", "history", "insight", "metric", "metrics",
	"score", "device", "user", "group", "object", "record", "registration", "session", "job", "detail", "details", "information", "result", "change", "failure",
	"performance", "anomaly", "alert", "operation", "entry", "identity", "item", "impact"}

// IsInventory reports whether a service fills collections of the type, by the last word of its
// name: managedDevice, deviceConfigurationDeviceStatus, auditEvent.
func (t *SchemaType) IsInventory() bool {
	name := t.Name[strings.LastIndexByte(t.Name, '.')+1:]
	at := strings.LastIndexFunc(name, unicode.IsUpper)
	return slices.Contains(inventoryWords, strings.ToLower(name[max(0, at):]))
}
