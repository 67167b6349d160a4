package importer

import (
	"fmt"
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// neverUpdated are the properties that documented updates do not send.
var neverUpdated = append([]string{"id"}, spec.NeverUpdated...)

// classify decides who sets each property of an entity type. A property that a documented update
// sends is never read-only. A property that only a sentence calls read-only is managed, because
// such sentences are wrong more often than not: documented requests send 502 of 591 such
// properties. A property that the schema calls computed is managed if no body of its type is
// documented, because documented bodies send 110 of 122 such properties.
func (im *importer) classify() {
	im.eachType(func(name string, t *spec.StructuredType) {
		if !t.Entity {
			return
		}
		for _, p := range t.Properties {
			if class, source := im.class(name, p); class != "" {
				annotate(&p.Annotations, spec.TermClass, object("class", class, "source", source))
			}
		}
	})
}

func (im *importer) class(name string, p *spec.Property) (string, string) {
	page := im.sent[name][p.Name]
	switch {
	case slices.Contains(neverUpdated, p.Name) && page == "":
		return "readOnly", "left out of documented updates"
	case slices.Contains(neverUpdated, p.Name):
		return "managed", "left out by rule, sent in " + page
	case im.index.Computed(p.Annotations) && im.sent[name] == nil:
		return "managed", "computed by the schema, no body of the type is documented"
	case im.index.Computed(p.Annotations) && page == "":
		return "readOnly", "computed by the schema"
	case im.index.Computed(p.Annotations):
		return "managed", "computed by the schema, sent in " + page
	case !im.prose[name+"/"+p.Name]:
		return "", ""
	case page == "":
		return "managed", "documented as read-only"
	}
	return "managed", "documented as read-only, sent in " + page
}

// compareClouds marks as absent what the global schema has and the schema of a national cloud
// lacks.
func (im *importer) compareClouds() {
	var global *spec.Index
	for _, c := range im.opts.Clouds {
		im.schemas[c.Doc] = spec.NewIndex(c.Doc)
		if c.Name == "global" {
			global = im.schemas[c.Doc]
		}
	}
	if global == nil {
		return
	}
	for _, c := range im.opts.Clouds {
		if c.Name != "global" {
			im.compareCloud(global, c)
		}
	}
}

func (im *importer) compareCloud(global *spec.Index, c Cloud) {
	there := im.schemas[c.Doc]
	source := fmt.Sprintf("CSDL %s of %s", c.Version, c.Date)
	im.eachType(func(name string, t *spec.StructuredType) {
		if global.Types[name] == nil {
			return
		}
		if there.Types[name] == nil {
			im.absent(&t.Annotations, c.Name, source)
			im.note("type %s: not in %s (%s)", name, c.Name, source)
			return
		}
		for _, n := range t.Navigations {
			if hasNavigation(global.Types[name], n.Name) && !hasNavigation(there.Types[name], n.Name) {
				im.absent(&n.Annotations, c.Name, source)
				im.note("navigation property %s/%s: not in %s (%s)", name, n.Name, c.Name, source)
			}
		}
	})
	im.compareOperations(global, there, c.Name, source)
}

func hasNavigation(t *spec.StructuredType, name string) bool {
	return slices.ContainsFunc(t.Navigations, func(n *spec.NavigationProperty) bool { return n.Name == name })
}

func (im *importer) compareOperations(global, there *spec.Index, cloud, source string) {
	here, lacking := operationKeys(global), operationKeys(there)
	for _, s := range im.opts.Metadata.Schemas {
		for _, op := range s.Operations {
			if key := operationKey(im.index, op); here[key] && !lacking[key] {
				im.absent(&op.Annotations, cloud, source)
				im.note("operation %s: not in %s (%s)", key, cloud, source)
			}
		}
	}
}

func operationKeys(x *spec.Index) map[string]bool {
	keys := map[string]bool{}
	for _, s := range x.Doc.Schemas {
		for _, op := range s.Operations {
			keys[operationKey(x, op)] = true
		}
	}
	return keys
}

// operationKey returns the name of an operation and its binding type.
func operationKey(x *spec.Index, op *spec.Operation) string {
	key := x.Name(op)
	if op.Bound && len(op.Parameters) > 0 {
		key = fmt.Sprintf("%s(%s %t)", key, x.Resolve(op.Parameters[0].Type.Name), op.Parameters[0].Type.Collection)
	}
	return key
}

// absent adds a cloud to the annotation of clouds that lack a node.
func (im *importer) absent(list *[]*spec.Annotation, cloud, source string) {
	if a := spec.Find(*list, spec.TermAbsent); a != nil {
		a.Value.Members = append(a.Value.Members, spec.Member{Name: cloud, Value: spec.Text(source)})
		return
	}
	annotate(list, spec.TermAbsent, object(cloud, source))
}
