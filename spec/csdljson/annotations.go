package csdljson

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// annotations returns the annotations of an owner among the members of an object. The owner is the
// name of a member, or "" for the object itself. "@A" annotates the object, "x@A" its member x, and
// "@A@B" the annotation A.
func (d *decoder) annotations(v *spec.Value, owner string) []*spec.Annotation {
	var members []spec.Member
	for _, m := range v.Members {
		if at := strings.IndexByte(m.Name, '@'); at >= 0 && m.Name[:at] == owner {
			members = append(members, spec.Member{Name: m.Name[at+1:], Value: m.Value})
		}
	}
	return d.applied(members)
}

// applied returns the annotations of members named "Term#Qualifier". A member named
// "Term#Qualifier@Term" is an annotation of the annotation.
func (d *decoder) applied(members []spec.Member) []*spec.Annotation {
	var out []*spec.Annotation
	index := map[string]*spec.Annotation{}
	given := map[string]bool{}
	inner := map[string][]spec.Member{}
	for _, m := range members {
		head, tail, nested := strings.Cut(m.Name, "@")
		a := index[head]
		if a == nil {
			a = &spec.Annotation{Pos: m.Value.Pos}
			a.Term, a.Qualifier, _ = strings.Cut(head, "#")
			index[head], out = a, append(out, a)
		}
		if nested {
			inner[head] = append(inner[head], spec.Member{Name: tail, Value: m.Value})
			continue
		}
		a.Value, a.Pos, given[head] = m.Value, m.Value.Pos, true
	}
	for head, a := range index {
		a.Annotations = d.applied(inner[head])
		if a.Term == "" || !given[head] {
			d.errs.Add(spec.Errorf(a.Pos, "add the annotation or remove this", "there is no annotation @%s", head))
		}
	}
	return out
}
