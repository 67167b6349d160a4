package diff

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
)

// This file compares what is known of names alone, as a lock holds them: what is gone, what is new and what is called otherwise.

// CompareNames reports what changes from the names of one package to those of another.
func CompareNames(old, new names.Table) *Report {
	before, after := named(old), named(new)
	still := goNames(new)
	var changes []Change
	for _, path := range sortedKeys(union(before, after)) {
		was, is := before[path], after[path]
		switch {
		case was.name == is.name:
		case was.name == "" && before[is.in].name != after[is.in].name, is.name == "" && before[was.in].name != after[was.in].name:
			// the element that it is in came or went with it
		case was.name == "":
			changes = append(changes, Change{Element: path, Kind: is.kind, What: Added})
		case is.name == "":
			changes = append(changes, nameGone(path, was, still))
		default:
			changes = append(changes, Change{Element: path, Kind: was.kind, What: Changed, Facet: "Go name", Old: was.name, New: is.name,
				Symbols: []Symbol{{was.name, was.kind, is.name}}, Go: Effect{true, "the Go name is another"}})
		}
	}
	return &Report{Changes: changes, Summary: summary(changes) + "; compared by names, of which alone a lock knows"}
}

// nameGone reports an element that is gone. Its Go name may have stayed, as that of before a rename.
func nameGone(path string, was namedElement, still map[string]bool) Change {
	c := Change{Element: path, Kind: was.kind, What: Removed}
	if !was.goOnly() {
		c.Wire = removal(was.kind)
	}
	if !still[was.owner+was.name] {
		c.Symbols = []Symbol{{Name: was.owner + was.name, Old: was.kind}}
		c.Go = Effect{true, goReason(c.Symbols)}
	}
	return c
}

// A namedElement is an element of a description, or a declaration that goes with one.
type namedElement struct {
	kind, name string
	owner      string // what the name is within, "" or "Pool."
	in         string // path of the element that it is in, "" for none
}

// goOnly reports whether an element is known to Go alone.
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

// goNames lists what programs can name, members as "Pool.Name".
func goNames(t names.Table) map[string]bool {
	all := map[string]bool{}
	for _, e := range named(t) {
		all[e.owner+e.name] = true
	}
	return all
}

// Within returns of the names of a whole description those that a lock can speak of: what it holds, and what is new in types that it
// holds. It knows nothing of what else was wanted.
func Within(whole, locked names.Table) names.Table {
	out := names.Table{names.AliasScope: whole[names.AliasScope]}
	for scope, items := range whole {
		if held, ok := locked[scope]; ok && scope != names.AliasScope {
			isType := locked[names.Top].Of("type:"+scope) != ""
			out[scope] = slices.DeleteFunc(slices.Clone(items), func(n names.Name) bool {
				member := strings.HasPrefix(n.Key, "member:") && locked[names.Top].Of("type:"+names.Owner(n.Key)) != ""
				return held.Of(n.Key) == "" && !isType && !(scope == names.Top && member)
			})
		}
	}
	return out
}
