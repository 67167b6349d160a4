package names

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file keeps the names that a type had before the service renamed it, and those of its patch,
// builders, parameters and members. Programs still compile with them, and tools mark them as
// deprecated.
//
// An alias entry of an overlay states a rename. Otherwise a comparison with the lock finds it: a
// type that is gone and one that is new have the same properties or members, the name of one is
// part of the other's, and there is only one such pair. Equal properties alone are not enough:
// between the descriptions of 2019 and 2026 they pair permissionClassificationType with a
// prevalence of anomalies.

// AliasScope is the scope of the earlier names in a [Table]. A key consists of the earlier key,
// ">", and the new wire name. The scope is valid for one description: leave it out for another.
const AliasScope = "alias"

// A rename is a type's earlier wire name with the present one.
type rename struct{ old, new string }

// aliases returns the earlier names of the entries of fresh. Where earlier does not have them, they
// are derived from the present names.
func aliases(pkg *ir.Package, earlier, fresh Table) Names {
	found := fromRule(pkg, earlier[Top], fresh[Top])
	for _, n := range earlier[AliasScope] {
		if old, new, ok := strings.Cut(n.Key, ">"); ok && fresh[Top].Of(moved(old, rename{new: new})) != "" {
			found[n.Key] = n.Go
		}
	}
	for _, r := range append(stated(pkg), guessed(earlier, fresh)...) {
		for _, n := range earlier[Top] {
			if Owner(n.Key) == r.old && fresh[Top].Of(moved(n.Key, r)) != "" {
				found[n.Key+">"+r.new] = n.Go
			}
		}
	}
	maps.DeleteFunc(found, func(key, name string) bool {
		old, new, _ := strings.Cut(key, ">")
		now := moved(old, rename{new: new})
		return name == fresh[Top].Of(now) || name == earlier[Top].Of(now) // the same in Go
	})
	var all Names
	for key, name := range found {
		all = append(all, Name{key, name})
	}
	return Sorted(all)
}

// stated lists the renames that the description states.
func stated(pkg *ir.Package) []rename {
	var all []rename
	add := func(wire string, earlier []string) {
		for _, name := range earlier {
			all = append(all, rename{wire[:strings.LastIndexByte(wire, '.')+1] + name, wire})
		}
	}
	for _, m := range pkg.Models {
		add(m.Wire, m.Earlier)
	}
	for _, e := range pkg.Enums {
		add(e.Wire, e.Earlier)
	}
	return all
}

// fromRule returns the names that types with a stated rename, and their companions, would have had
// under the earlier wire name.
func fromRule(pkg *ir.Package, locked, names Names) map[string]string {
	renames := stated(pkg)
	if len(renames) == 0 {
		return map[string]string{}
	}
	used := map[string]bool{}
	for _, n := range names {
		used[n.Go], used[locked.Of(n.Key)] = true, true
	}
	found := map[string]string{}
	for _, r := range renames {
		now, was := names.Of("type:"+r.new), Exported(r.old[strings.LastIndexByte(r.old, '.')+1:])
		for _, n := range names {
			if old := strings.Replace(n.Go, now, was, 1); Owner(n.Key) == r.new && !used[old] {
				found[moved(n.Key, rename{r.new, r.old})+">"+r.new] = old
			}
		}
	}
	return found
}

// guessed lists the renames that a comparison of two tables shows.
func guessed(earlier, fresh Table) []rename {
	gone := shapes(earlier, fresh)
	if len(gone) == 0 {
		return nil
	}
	come := shapes(fresh, earlier)
	var all []rename
	for shape, old := range gone {
		for _, was := range old {
			like := alike(was, come[shape])
			if len(like) == 1 && len(alike(like[0], old)) == 1 {
				all = append(all, rename{was, like[0]})
			}
		}
	}
	return all
}

// alike returns the types of a list whose local name contains that of wire, or is contained in it,
// regardless of case.
func alike(wire string, list []string) []string {
	local := func(wire string) string { return strings.ToLower(wire[strings.LastIndexByte(wire, '.')+1:]) }
	name := local(wire)
	return slices.DeleteFunc(slices.Clone(list), func(other string) bool {
		return !strings.Contains(local(other), name) && !strings.Contains(name, local(other))
	})
}

// shapes returns the types that are in one table and not in the other, by the joined names of their
// properties or members.
func shapes(in, notIn Table) map[string][]string {
	members := map[string][]string{}
	for _, n := range in[Top] {
		if wire, member, ok := strings.Cut(strings.TrimPrefix(n.Key, "member:"), "/"); ok && strings.HasPrefix(n.Key, "member:") {
			members[wire] = append(members[wire], member)
		}
	}
	all := map[string][]string{}
	for _, n := range in[Top] {
		wire, ok := strings.CutPrefix(n.Key, "type:")
		if !ok || notIn[Top].Of(n.Key) != "" {
			continue
		}
		if shape := shapeOf(in[wire], members[wire]); shape != "|" {
			all[shape] = append(all[shape], wire)
		}
	}
	return all
}

// shapeOf joins the names of a type's properties or members, which are sorted.
func shapeOf(properties Names, members []string) string {
	var all []string
	for _, n := range properties {
		all = append(all, n.Key)
	}
	return strings.Join(append(append(all, "|"), members...), " ")
}

// Owner returns the wire name of the type that a key of the package's scope belongs to, "" for a
// fixed name.
func Owner(key string) string {
	kind, rest, _ := strings.Cut(key, ":")
	switch kind {
	case "fixed":
		return ""
	case "params":
		_, rest, _ = strings.Cut(rest, "(")
		rest, _, _ = strings.Cut(rest, ")")
		return strings.TrimSuffix(rest, "[]")
	}
	wire, _, _ := strings.Cut(rest, "/")
	return wire
}

// moved returns a key of a renamed type with the new wire name in it.
func moved(key string, r rename) string {
	owner := Owner(key)
	kind, rest, _ := strings.Cut(key, ":")
	if kind == "params" {
		return kind + ":" + strings.Replace(rest, "("+owner, "("+r.new, 1)
	}
	return kind + ":" + r.new + strings.TrimPrefix(rest, owner)
}

// setAliases adds the earlier names to the package.
func setAliases(pkg *ir.Package, earlier, given Names) {
	for _, n := range earlier {
		was, now, _ := strings.Cut(n.Key, ">")
		kind, _, _ := strings.Cut(n.Key, ":")
		pkg.Aliases = append(pkg.Aliases, &ir.Alias{Wire: Owner(was), Go: n.Go, Of: given.Of(moved(was, rename{new: now})),
			Constant: kind == "member" || kind == "earlier", Variable: kind == "properties"})
	}
}
