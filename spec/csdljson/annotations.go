package csdljson

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// annotations returns the annotations among the members of an object that belong to an owner: ""
// for the object itself, the name of a member otherwise. "@A" annotates the object, "x@A" its
// member x, and "@A@B" the annotation A.
func (d *decoder) annotations(v *spec.Value, owner string) []*spec.Annotation {
	var own []spec.Member
	for _, m := range v.Members {
		if at := strings.IndexByte(m.Name, '@'); at >= 0 && m.Name[:at] == owner {
			own = append(own, spec.Member{Name: m.Name[at+1:], Value: m.Value})
		}
	}
	return d.applied(own)
}

// applied returns annotations from members named "Term#Qualifier", or "Term#Qualifier@Term" for
// their own annotations.
func (d *decoder) applied(own []spec.Member) []*spec.Annotation {
	var out []*spec.Annotation
	index := map[string]*spec.Annotation{}
	given := map[string]bool{}
	inner := map[string][]spec.Member{}
	for _, m := range own {
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
