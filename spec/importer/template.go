package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// normalize walks a documented path over the schema and returns its template. In a template, keys
// have the name of their entity type, and functions name all their parameters. lacking has the
// clouds that lack a segment of the path, each with its source. ok is false when the schema lacks
// the path.
func (im *importer) normalize(path string) (template string, lacking map[string]string, ok bool) {
	at := position{}
	lacking = map[string]string{}
	var out strings.Builder
	for i, segment := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		text := ""
		if i == 0 {
			at, text = im.root(segment)
		} else {
			at, text = im.step(at, segment)
		}
		if text == "" {
			return "", nil, false
		}
		out.WriteString(text)
		maps.Copy(lacking, at.lacking)
	}
	return out.String(), lacking, true
}

// A position is the type, or collection of it, that a path leads to. typ is "" after an operation.
type position struct {
	typ     string
	many    bool
	lacking map[string]string // clouds that lack the last step, with the source
}

// at returns the position after a step to a type. by are the annotations of the node that leads
// there.
func (im *importer) at(typ string, many bool, by []*spec.Annotation) position {
	name := im.index.Resolve(typ)
	to := position{name, many, lackingClouds(by)}
	if t := im.index.Types[name]; t != nil {
		maps.Copy(to.lacking, lackingClouds(t.Annotations))
	}
	return to
}

// lackingClouds returns the clouds that lack a node with these annotations, with the sources.
func lackingClouds(list []*spec.Annotation) map[string]string {
	clouds := map[string]string{}
	if a := spec.Find(list, spec.TermAbsent); a != nil {
		for _, m := range a.Value.Members {
			for _, cloud := range spec.CloudNames(m.Name) {
				clouds[cloud] = cmp.Or(m.Value.Str(), "the description")
			}
		}
	}
	return clouds
}

func (im *importer) root(segment string) (position, string) {
	for _, s := range im.opts.Metadata.Schemas {
		if s.Container == nil {
			continue
		}
		for _, one := range s.Container.Singletons {
			if one.Name == segment {
				return im.at(one.Type, false, one.Annotations), "/" + segment
			}
		}
		for _, set := range s.Container.EntitySets {
			if set.Name == segment {
				return im.at(set.Type, true, set.Annotations), "/" + segment
			}
		}
	}
	return position{}, ""
}

func (im *importer) step(at position, segment string) (position, string) {
	if at.typ == "" {
		return position{}, ""
	}
	if strings.HasPrefix(segment, "{") && at.many {
		return position{at.typ, false, nil}, "/{" + at.typ[strings.LastIndexByte(at.typ, '.')+1:] + "Id}"
	}
	if cast := im.index.Resolve(segment); im.index.Types[cast] != nil {
		return im.at(cast, at.many, nil), "/" + cast
	}
	for t := im.index.Types[at.typ]; t != nil; t = im.index.Base(t) {
		if next, text := im.below(t, at.many, segment); text != "" {
			return next, text
		}
	}
	return im.behindCast(at, segment)
}

// behindCast follows a segment that only derived types have. Pages leave the cast to such a type
// out, and so does the template. The types nearest to the base come first.
func (im *importer) behindCast(at position, segment string) (position, string) {
	for names := im.derived(at.typ); len(names) > 0; {
		var further []string
		for _, name := range names {
			if next, text := im.below(im.index.Types[name], at.many, segment); text != "" {
				return next, text
			}
			further = append(further, im.derived(name)...)
		}
		names = further
	}
	return position{}, ""
}

// derived returns the names of the types that are directly derived from a type, sorted.
func (im *importer) derived(base string) []string {
	var names []string
	for name, t := range im.index.Types {
		if t.Base != "" && im.index.Resolve(t.Base) == base {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// below follows a navigation property of a type, or an operation bound to it.
func (im *importer) below(t *spec.StructuredType, many bool, segment string) (position, string) {
	for _, n := range t.Navigations {
		if n.Name == segment && !many {
			return im.at(n.Type.Name, n.Type.Collection, n.Annotations), "/" + segment
		}
	}
	name, _, _ := strings.Cut(segment, "(")
	name = name[strings.LastIndexByte(name, '.')+1:]
	for _, s := range im.opts.Metadata.Schemas {
		for _, op := range s.Operations {
			if op.Name == name && op.Bound && len(op.Parameters) > 0 && op.Parameters[0].Type.Collection == many &&
				im.index.Resolve(op.Parameters[0].Type.Name) == im.index.Name(t) {
				return position{lacking: lackingClouds(op.Annotations)}, "/" + operationTemplate(op)
			}
		}
	}
	return position{}, ""
}

func operationTemplate(op *spec.Operation) string {
	if !op.Function || len(op.Parameters) == 1 {
		return op.Name
	}
	var parts []string
	for _, p := range op.Parameters[1:] {
		parts = append(parts, p.Name+"={"+p.Name+"}")
	}
	return op.Name + "(" + strings.Join(parts, ",") + ")"
}
