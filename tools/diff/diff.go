// Package diff tells what changes between two descriptions, for the wire and for Go programs that use the generated packages.
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

// A Change is one difference between two descriptions. All changes together are complete: [Apply] makes the newer one of the older.
type Change struct {
	Element string `json:"element"`         // path: "microsoft.graph.pool/displayName"
	Kind    string `json:"kind"`            // "entity type", "property", "enumeration member", …
	What    string `json:"what"`            // Added, Removed or Changed
	Facet   string `json:"facet,omitempty"` // what changed: "$Type", "@Org.OData.Core.V1.Computed"
	Old     string `json:"old,omitempty"`   // JSON of the facet, "" where there was none
	New     string `json:"new,omitempty"`
	// Elements holds the facets of an added element and of what is in it, by path.
	Elements map[string]map[string]string `json:"elements,omitempty"`
	Wire     Effect                       `json:"wire"`
	Go       Effect                       `json:"go"`
	Symbols  []Symbol                     `json:"symbols,omitempty"` // of the older package, that are gone or another
}

// The values of [Change].What.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// An Effect says whether a change breaks what worked before, and why.
type Effect struct {
	Breaking bool   `json:"breaking"`
	Reason   string `json:"reason,omitempty"`
}

// A Symbol is an exported Go name whose declaration changes.
type Symbol struct {
	Name string `json:"name"` // "MobileApp.DisplayName"
	Old  string `json:"old"`
	New  string `json:"new,omitempty"` // "" when the symbol is gone
}

// A Report is what changes between two descriptions.
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

// Compare reports what changes from one description to another. The options are those that the packages are generated with.
func Compare(old, new *spec.Document, opts build.Options) (*Report, error) {
	before, after, err := both(old, new, func(doc *spec.Document) (*side, error) { return sideOf(doc, opts) })
	if err != nil {
		return nil, err
	}
	r := &Report{Changes: attach(compare(before.tree, after.tree), lostSymbols(before.symbols, after.symbols))}
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
	t, err := read(doc)
	if err != nil {
		return nil, err
	}
	pkg, err := gen.Model(doc, opts)
	if err != nil {
		return nil, err
	}
	return &side{t, symbols(pkg)}, nil
}

// both does the same for the older and the newer, at the same time.
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
		switch now := after[path]; {
		case now != nil:
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

// lostSymbols returns the symbols of the older package that the newer lacks or declares otherwise.
func lostSymbols(was, is map[string]symbol) []lost {
	var list []lost
	for _, name := range sortedKeys(was) {
		if s := was[name]; s.text != is[name].text {
			list = append(list, lost{s.element, Symbol{name, s.text, is[name].text}})
		}
	}
	return list
}

// A lost is a symbol that is gone or another, with the path of the element that it stands for.
type lost struct {
	element string
	symbol  Symbol
}

// attach puts each symbol to the change that explains it; a symbol that no change of its element explains, is a change of its own.
func attach(changes []Change, all []lost) []Change {
	at := map[string]int{}
	for i, c := range changes {
		if _, ok := at[key(c.Element)]; !ok && (c.What != Changed || explains(c.Facet)) {
			at[key(c.Element)] = i
		}
	}
	for _, l := range all {
		i, ok := explaining(at, l.element)
		if !ok {
			i, at[key(l.element)] = len(changes), len(changes)
			changes = append(changes, Change{Element: l.element, Kind: "Go declaration", What: Changed})
		}
		c := &changes[i]
		c.Symbols = append(c.Symbols, l.symbol)
		c.Go = Effect{true, goReason(c.Symbols)}
	}
	return changes
}

// explaining finds the change of an element, or of one that it is in.
func explaining(at map[string]int, path string) (int, bool) {
	for ; path != ""; path = parent(path) {
		if i, ok := at[key(path)]; ok {
			return i, true
		}
	}
	return 0, false
}

// key returns a path with an operation's binding parameter alone: what Go declares for it is not told apart further.
func key(path string) string {
	open := strings.IndexByte(path, '(')
	if open < 0 {
		return path
	}
	end := strings.LastIndexByte(path, ')')
	if comma := strings.IndexByte(path[open:end], ','); comma >= 0 {
		return path[:open+comma] + path[end:]
	}
	return path
}

func goReason(symbols []Symbol) string {
	gone := 0
	for _, s := range symbols {
		if s.New == "" {
			gone++
		}
	}
	switch {
	case gone == len(symbols):
		return "Go names are gone"
	case gone == 0:
		return "Go declarations are other"
	}
	return "Go names are gone, declarations are other"
}
