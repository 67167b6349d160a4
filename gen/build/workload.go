package build

import (
	"maps"
	"slices"
	"strings"
)

// wantWorkload selects the types whose documentation pages belong to a workload.
func (s *selector) wantWorkload(workload string) {
	known := map[string]bool{}
	for _, t := range structured(s.index) {
		its := Workload(s.page(t.Annotations))
		known[its] = true
		if its == workload {
			s.want(s.index.Name(t))
		}
	}
	if !known[workload] {
		delete(known, "")
		remedy := "choose among " + strings.Join(slices.Sorted(maps.Keys(known)), ", ")
		if len(known) == 0 {
			remedy = "choose types or operations: the description names no pages"
		}
		s.reportMissing(workload, remedy, "workload %s: the description has no page of it", workload)
	}
}

// Workload returns the workload in a page's name: "esim" of
// "intune-esim-embeddedsimactivationcodepool".
func Workload(page string) string {
	rest, ok := strings.CutPrefix(page, "intune-")
	workload, _, more := strings.Cut(rest, "-")
	if !ok || !more {
		return ""
	}
	return workload
}
