package importer

import "github.com/intunegen/intunegen/spec"

// workloads tells the file of each type: that of its documentation page, else of its base type, else of its only referrer, else
// "common". A type's file depends on no type but these.
type workloads struct {
	im        *importer
	referrers map[string][]string
}

func (im *importer) workloads() workloads {
	w := workloads{im, map[string][]string{}}
	im.eachType(func(name string, t *spec.StructuredType) {
		seen := map[string]bool{}
		refer := func(ref spec.TypeRef) {
			if target := im.index.Resolve(ref.Name); !seen[target] && target != name {
				seen[target] = true
				w.referrers[target] = append(w.referrers[target], name)
			}
		}
		for _, p := range t.Properties {
			refer(p.Type)
		}
		for _, n := range t.Navigations {
			refer(n.Type)
		}
	})
	return w
}

func (w workloads) of(name string) string { return w.find(name, 0) }

// maxHops bounds how far a type without a page looks for one, for types that refer to each other.
const maxHops = 10

func (w workloads) find(name string, hops int) string {
	if page, ok := w.im.pages[name]; ok {
		return page.Workload
	}
	if hops == maxHops {
		return "common"
	}
	if t := w.im.index.Types[name]; t != nil && t.Base != "" {
		if base := w.im.index.Resolve(t.Base); w.im.depth(name) > 1 {
			return w.find(base, hops+1)
		}
	}
	if by := w.referrers[name]; len(by) == 1 {
		return w.find(by[0], hops+1)
	}
	return "common"
}

func (w workloads) ofOperation(op *spec.Operation) string {
	if op.Bound && len(op.Parameters) > 0 {
		return w.of(w.im.index.Resolve(op.Parameters[0].Type.Name))
	}
	return "common"
}
