// Package diff compares two descriptions. It reports the effect of each change on calls and on Go
// programs that use the generated packages.
package diff

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/build"
	"github.com/intunegen/intunegen/spec"
)

// A Change is one difference between two descriptions. All changes together are complete: [Apply]
// turns the older description into the newer one.
type Change struct {
	Element string `json:"element"`         // path: "microsoft.graph.pool/displayName"
	Kind    string `json:"kind"`            // "entity type", "property", "enumeration member", …
	What    string `json:"what"`            // Added, Removed or Changed
	Facet   string `json:"facet,omitempty"` // name of the changed facet: "$Type", "@Org.OData.Core.V1.Computed"
	Old     string `json:"old,omitempty"`   // JSON of the facet, or ""
	New     string `json:"new,omitempty"`
	// Elements has the facets of an added element and of its children, by path.
	Elements map[string]map[string]string `json:"elements,omitempty"`
	Wire     Effect                       `json:"wire"`
	Go       Effect                       `json:"go"`
	Symbols  []Symbol                     `json:"symbols,omitempty"` // symbols of the older package that change or are removed
}

// The values of [Change].What.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// An Effect states whether a change breaks calls or programs, and why.
type Effect struct {
	Breaking bool   `json:"breaking"`
	Reason   string `json:"reason,omitempty"`
}

// A Symbol is an exported Go name whose declaration changes.
type Symbol struct {
	Name string `json:"name"` // "MobileApp.DisplayName"
	Old  string `json:"old"`
	New  string `json:"new,omitempty"` // "" when the symbol is removed
}

// A Report has the changes from one description to another.
type Report struct {
	Old     string   `json:"old"`
	New     string   `json:"new"`
	Summary string   `json:"summary"`
	Changes []Change `json:"changes"`
}

// Breaking reports whether a change breaks Go programs or calls.
func (r *Report) Breaking() bool {
	return slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Wire.Breaking || c.Go.Breaking })
}

// Gone adds the change that something selected is no longer described.
func (r *Report) Gone(selected, reason string) {
	before := summary(r.Changes)
	r.Changes = append(r.Changes, Change{Element: selected, Kind: "selected", What: Removed, Wire: Effect{true, reason}})
	r.Summary = strings.Replace(r.Summary, before, summary(r.Changes), 1)
}

// Compare returns the changes from one description to another. opts are the options that the
// packages are generated with.
func Compare(old, new *spec.Document, opts build.Options) (*Report, error) {
	before, after, err := both(old, new, func(doc *spec.Document) (*side, error) { return sideOf(doc, opts) })
	if err != nil {
		return nil, err
	}
	alignTexts(before.tree, after.tree)
	r := &Report{Changes: []Change{}}
	r.Changes = append(r.Changes, attach(compare(before.tree, after.tree), changedSymbols(before.symbols, after.symbols))...)
	slices.SortStableFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Element, b.Element), cmp.Compare(a.Facet, b.Facet))
	})
	r.Summary = summary(r.Changes)
	return r, nil
}

// A side is one of the two descriptions.
type side struct {
	tree    tree
	symbols map[string]symbol
}

func sideOf(doc *spec.Document, opts build.Options) (*side, error) {
	pkg, err := gen.Model(doc, opts)
	if err != nil {
		return nil, err
	}
	return &side{read(doc), symbols(pkg)}, nil
}

// both calls do for the older and the newer input at the same time.
func both[In, Out any](old, new In, do func(In) (Out, error)) (before, after Out, err error) {
	var oldErr, newErr error
	var wg sync.WaitGroup
	wg.Go(func() { before, oldErr = do(old) })
	wg.Go(func() { after, newErr = do(new) })
	wg.Wait()
	return before, after, cmp.Or(oldErr, newErr)
}

func compare(before, after tree) []Change {
	var changes []Change
	paths := sortedKeys(after)
	for _, path := range paths {
		if before[path] == nil && (parent(path) == "" || before[parent(path)] != nil) {
			c := Change{Element: path, Kind: after[path].kind, What: Added, Elements: after.under(path, paths)}
			changes = append(changes, judged(c, before, after))
		}
	}
	for _, path := range sortedKeys(before) {
		switch {
		case after[path] != nil:
			changes = append(changes, facets(path, before, after)...)
		case parent(path) == "" || after[parent(path)] != nil:
			c := Change{Element: path, Kind: before[path].kind, What: Removed}
			changes = append(changes, judged(c, before, after))
		}
	}
	return changes
}

func facets(path string, before, after tree) []Change {
	old, new := before[path].facets, after[path].facets
	var changes []Change
	for _, name := range sortedKeys(union(old, new)) {
		if old[name] != new[name] {
			c := Change{Element: path, Kind: after[path].kind, What: Changed, Facet: name, Old: old[name], New: new[name]}
			changes = append(changes, judged(c, before, after))
		}
	}
	return changes
}

func union[V any](a, b map[string]V) map[string]bool {
	all := map[string]bool{}
	for name := range a {
		all[name] = true
	}
	for name := range b {
		all[name] = true
	}
	return all
}
