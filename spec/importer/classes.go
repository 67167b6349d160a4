package importer

import (
	"fmt"
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// leftOut are the names that documented updates leave out, whatever else they send.
var leftOut = append([]string{"id"}, spec.NeverUpdated...)

// classify decides who owns each property of an entity type. What a documented update sends is
// never read-only, and what only a sentence calls read-only is managed: such sentences are wrong
// more often than not (of 591, documented requests send 502). So is what the schema calls computed
// where no body of the type is documented: where one is, it sends 110 of 122.
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
	case slices.Contains(leftOut, p.Name) && page == "":
		return "readOnly", "left out of documented updates"
	case slices.Contains(leftOut, p.Name):
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

// compareClouds notes what the global schema has and a cloud's of the same version lacks.
func (im *importer) compareClouds() {
	var global *spec.Index
	for _, c := range im.opts.Clouds {
		if c.Name == "global" {
			global = spec.NewIndex(c.Doc)
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
	there := spec.NewIndex(c.Doc)
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

// operationKey names an operation with what it is bound to.
func operationKey(x *spec.Index, op *spec.Operation) string {
	key := x.Name(op)
	if op.Bound && len(op.Parameters) > 0 {
		key = fmt.Sprintf("%s(%s %t)", key, x.Resolve(op.Parameters[0].Type.Name), op.Parameters[0].Type.Collection)
	}
	return key
}

// absent adds a cloud to what a node is absent from.
func (im *importer) absent(list *[]*spec.Annotation, cloud, source string) {
	if a := spec.Find(*list, spec.TermAbsent); a != nil {
		a.Value.Members = append(a.Value.Members, spec.Member{Name: cloud, Value: spec.Text(source)})
		return
	}
	annotate(list, spec.TermAbsent, object(cloud, source))
}
