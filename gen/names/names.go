// Package names gives every node of a package its Go name.
//
// A Go name comes from the wire name by one rule: the first letter is upper-cased and nothing else changes, so
// smdpPlusServerAddress is SmdpPlusServerAddress; [exceptions] lists what is written otherwise. Types of a namespace other than
// the service's are prefixed with what differs: microsoft.graph.deviceManagement.alertRule is DeviceManagementAlertRule.
//
// Collisions are settled in this order, by a trailing underscore for the later one:
//
//  1. types and enumerations of the description, a name that begins in lower case before one that does not;
//  2. what every package has: Client, NewClient, New, NewPatch, and so on;
//  3. companions of a type: Any…, …Patch, …Params, …Collection, …Builder, and constants of enumerations;
//  4. earlier names of constants;
//  5. within a type: calls and fields of the runtime (Extra, Get, Patch), then properties in wire order.
//
// So a wire type never loses its name to a companion, and the order of the input does not matter. A name that was given earlier, as a lock
// tells, comes before all of these; an earlier name of a type that was renamed (aliases.go) too, where that is known by the lock.
package names

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/intunegen/intunegen/gen/ir"
)

// A Table holds names with their origin: scope, key within it, Go name. Scopes are the package ([Top]), and the wire names of types and
// Go names of builders for what is within them.
type Table map[string]map[string]string

// Top is the scope of the package.
const Top = "top"

// A run gives all names of a package once.
type run struct {
	locked Table // only of nodes that are there
	given  Table
}

// Assign gives all nodes of pkg their names and returns them with their origin. Nodes that an earlier table knows keep their names,
// whatever has been added since; names of nodes that are gone are free.
func Assign(pkg *ir.Package, earlier Table) Table {
	given := (&run{given: Table{}}).assign(pkg)
	old := aliases(pkg, earlier, given)
	if len(earlier) > 0 {
		locked := common(earlier, given)
		locked[AliasScope] = old
		given = (&run{locked: locked, given: Table{}}).assign(pkg)
	}
	if len(old) > 0 {
		setAliases(pkg, old, given[Top])
		given[AliasScope] = old
	}
	return given
}

// common returns the entries of earlier whose keys are still there.
func common(earlier, now Table) Table {
	kept := Table{}
	for scope, items := range now {
		kept[scope] = map[string]string{}
		for key := range items {
			if name, ok := earlier[scope][key]; ok {
				kept[scope][key] = name
			}
		}
	}
	return kept
}

// scope opens a scope of its own for what is within a type or builder.
func (r *run) scope(name string, size int) *scope {
	s := newScope(r.locked[name], size)
	r.given[name] = s.given
	return s
}

func (r *run) assign(pkg *ir.Package) Table {
	top := r.scope(Top, len(pkg.Models)+len(pkg.Enums))
	for _, name := range r.locked[AliasScope] {
		top.taken[name] = true
	}
	types := assignTypes(pkg, top)
	assignFixed(pkg, top)
	assignCompanions(pkg, top)
	for _, m := range types {
		nameFields(r.scope(m.Wire, len(memberNames)+len(m.Fields)), m.Fields)
	}
	r.assignParams(pkg, top)
	assignConstants(pkg, top)
	assignEarlierMembers(pkg, top)
	for _, b := range pkg.Builders {
		assignMethods(r.scope(b.Go, len(b.Methods)), b.Methods)
	}
	assignMethods(r.clientScope(pkg.Fixed.Client, len(pkg.Roots)), pkg.Roots)
	assignFiles(pkg)
	return r.given
}

// A named is a type or enumeration that waits for its name.
type named struct {
	wire string
	set  func(string)
}

// assignTypes names models and enumerations, and the models that only builders know. It returns all models.
func assignTypes(pkg *ir.Package, top *scope) []*ir.Model {
	models := slices.Clone(pkg.Models)
	there := map[*ir.Model]bool{}
	for _, m := range models {
		there[m] = true
	}
	for _, b := range pkg.Builders {
		if !there[b.Model] {
			there[b.Model] = true
			models = append(models, b.Model)
		}
	}
	var all []named
	for _, m := range models {
		all = append(all, named{m.Wire, func(name string) { m.Go = name }})
	}
	for _, e := range pkg.Enums {
		all = append(all, named{e.Wire, func(name string) { e.Go = name }})
	}
	slices.SortFunc(all, func(a, b named) int { return compareWire(a.wire, b.wire) })
	for _, n := range all {
		n.set(top.name("type:"+n.wire, typeName(pkg.Service.Root, n.wire)))
	}
	return models
}

func assignFixed(pkg *ir.Package, top *scope) {
	fixed := func(name string) string { return top.name("fixed:"+name, name) }
	pkg.Fixed = ir.Fixed{Client: fixed("Client"), NewClient: fixed("NewClient"), New: fixed("New"), NewPatch: fixed("NewPatch"),
		Operations: fixed("Operations"), Available: fixed("Available"), TableConst: fixed("table"), Service: fixed("service"),
		Models: fixed("models"), Patches: fixed("patches")}
}

func assignCompanions(pkg *ir.Package, top *scope) {
	for _, m := range pkg.Models {
		if m.Polymorphic {
			m.AnyName, m.MarkName = top.name("any:"+m.Wire, "Any"+m.Go), "is"+m.Go
			if len(m.Bases) == 1 {
				m.MarkName, m.TypesName = "family", top.take("typesOf"+m.Go)
			}
		}
	}
	for _, m := range pkg.Models {
		if m.Patch != nil {
			m.Patch.Go = top.name("patch:"+m.Wire, m.Go+"Patch")
		}
		if m.Polymorphic && m.Entity {
			m.AnyPatch, m.PatchMark = top.name("anyPatch:"+m.Wire, "Any"+m.Go+"Patch"), "is"+m.Go+"Patch"
		}
	}
	for _, b := range pkg.Builders {
		suffix := "Builder"
		if b.Collection {
			suffix = "Collection"
		}
		b.Go = top.name(Unexported(suffix)+":"+b.Model.Wire, b.Model.Go+suffix)
	}
	for _, m := range pkg.Models {
		if m.Queried {
			m.PropertiesName = top.name("properties:"+m.Wire, m.Go+"Properties")
		}
	}
}

// memberNames are the names that a model or patch has besides its properties.
var memberNames = []string{"Extra", "MarshalJSON", "UnmarshalJSON"}

func nameFields(taken *scope, fields []*ir.Field) {
	for _, name := range memberNames {
		taken.take(name)
	}
	sorted := slices.Clone(fields)
	slices.SortFunc(sorted, func(a, b *ir.Field) int { return compareWire(a.Wire, b.Wire) })
	for _, f := range sorted {
		f.Go = taken.name(f.Wire, Exported(f.Wire))
	}
}

func assignConstants(pkg *ir.Package, top *scope) {
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			m.Go = top.name("member:"+e.Wire+"/"+m.Wire, constant(e, m.Wire))
		}
	}
}

// assignEarlierMembers names the constants that keep programs compiling that use earlier names of members. It comes last, so that no
// such name takes one from anything.
func assignEarlierMembers(pkg *ir.Package, top *scope) {
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			for _, a := range m.Aliases {
				a.Go, a.Of = top.name("earlier:"+e.Wire+"/"+m.Wire+"/"+a.Wire, constant(e, a.Wire)), m.Go
			}
		}
	}
}

func constant(e *ir.Enum, wire string) string {
	wire = letters(wire)
	first, size := utf8.DecodeRuneInString(wire)
	return e.Go + string(unicode.ToUpper(first)) + wire[size:]
}
