package diff

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
)

// This file compares the names of two packages, as locks have them.

// CompareNames returns the changes from the names of one package to those of another.
func CompareNames(old, new names.Table) *Report {
	before, after := named(old), named(new)
	remaining := goNames(new)
	changes := []Change{}
	for _, path := range sortedKeys(union(before, after)) {
		o, n := before[path], after[path]
		switch {
		case o.name == n.name:
		case o.name == "" && before[n.in].name != after[n.in].name, n.name == "" && before[o.in].name != after[o.in].name:
			// the change of the element around it is reported
		case o.name == "":
			changes = append(changes, Change{Element: path, Kind: n.kind, What: Added})
		case n.name == "":
			changes = append(changes, nameRemoved(path, o, remaining))
		default:
			changes = append(changes, Change{Element: path, Kind: o.kind, What: Changed, Facet: "Go name", Old: o.name, New: n.name,
				Symbols: []Symbol{{o.name, o.kind, n.name}}, Go: Effect{true, "the Go name changed"}})
		}
	}
	return &Report{Changes: changes, Summary: summary(changes) + "; only names were compared, because a lock has no more"}
}

// nameRemoved returns the removal of an element. Its Go name may remain, as an alias after a
// rename.
func nameRemoved(path string, e namedElement, remaining map[string]bool) Change {
	c := Change{Element: path, Kind: e.kind, What: Removed}
	if !e.goOnly() {
		c.Wire = removal(e.kind)
	}
	if !remaining[e.owner+e.name] {
		c.Symbols = []Symbol{{Name: e.owner + e.name, Old: e.kind}}
		c.Go = Effect{true, goReason(c.Symbols)}
	}
	return c
}

// A namedElement is an element of a description, or a Go declaration for one.
type namedElement struct {
	kind, name string
	owner      string // Go type that declares the name, as "Pool."; "" for a name of the package
	in         string // path of the element around it, or ""
}

// goOnly reports whether an element exists in Go only.
func (e namedElement) goOnly() bool {
	return slices.Contains([]string{"Go declaration", "parameters", "earlier name"}, e.kind)
}

// named lists the elements of a table by path.
func named(t names.Table) map[string]namedElement {
	all, byName := map[string]namedElement{}, map[string]string{}
	for _, n := range t[names.Top] {
		path, kind := topElement(n.Key)
		e := namedElement{kind: kind, name: n.Go}
		if kind == "enumeration member" {
			e.in = path[:strings.LastIndexByte(path, '/')]
		}
		all[path], byName[n.Go] = e, path
	}
	for scope, items := range t {
		owner, declared := t[names.Top].Of("type:"+scope), strings.TrimPrefix(scope, "params:")
		for _, n := range items {
			key, name := n.Key, n.Go
			switch {
			case scope == names.Top, scope == names.FileScope:
			case scope == names.AliasScope:
				all[key] = namedElement{kind: "earlier name", name: name}
			case owner != "":
				all[scope+"/"+key] = namedElement{"property", name, owner + ".", scope}
			case declared != scope:
				all[scope+"/"+key] = namedElement{"parameter", name, declared + ".", byName[declared]}
			default:
				all[scope+"/"+key] = namedElement{"method", name, scope + ".", byName[scope]}
			}
		}
	}
	return all
}

func topElement(key string) (path, kind string) {
	switch kind, rest, _ := strings.Cut(key, ":"); kind {
	case "type":
		return rest, "type"
	case "member":
		return rest, "enumeration member"
	case "params":
		return key, "parameters"
	case "earlier":
		return key, "earlier name"
	}
	return key, "Go declaration"
}

// goNames returns the exported names of a package. Those of members are written as "Pool.Name".
func goNames(t names.Table) map[string]bool {
	all := map[string]bool{}
	for _, e := range named(t) {
		all[e.owner+e.name] = true
	}
	return all
}

// Within restricts the names of a whole description to those that can be compared with a lock: the
// names in the lock, and new names in types of the lock. A lock does not say what else was
// selected.
func Within(whole, locked names.Table) names.Table {
	out := names.Table{names.AliasScope: whole[names.AliasScope]}
	for scope, items := range whole {
		if inLock, ok := locked[scope]; ok && scope != names.AliasScope {
			isType := locked[names.Top].Of("type:"+scope) != ""
			out[scope] = slices.DeleteFunc(slices.Clone(items), func(n names.Name) bool {
				member := strings.HasPrefix(n.Key, "member:") && locked[names.Top].Of("type:"+names.Owner(n.Key)) != ""
				return inLock.Of(n.Key) == "" && !isType && !(scope == names.Top && member)
			})
		}
	}
	return out
}
