// Package names gives every node of a package its Go name.
//
// One rule makes a Go name from a wire name: the first letter becomes upper case and nothing else
// changes, so smdpPlusServerAddress is SmdpPlusServerAddress. [exceptions] lists the exceptions.
// Types of a namespace other than the service's have a prefix, the segments in which the namespaces
// differ: microsoft.graph.deviceManagement.alertRule is DeviceManagementAlertRule.
//
// When two nodes would have the same name, the later in this order has a trailing underscore:
//
//  1. types and enumerations of the description, those in lower case first;
//  2. fixed names, which every package has: Client, NewClient, New, NewPatch, and so on;
//  3. companions of a type: Any…, …Patch, …Params, …Collection, …Builder, and constants;
//  4. earlier names of constants;
//  5. within a type: calls and fields of the runtime (Extra, Get, Patch), then properties in order.
//
// So a wire type never loses its name to a companion, and the order of the input does not matter.
// Names in a lock come before all of these. So do earlier names of renamed types (aliases.go),
// where the lock has them.
package names

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/intunegen/intunegen/gen/ir"
)

// Assign gives all nodes of pkg their names and returns these with their origin. Nodes that an
// earlier table has keep their names, whatever has been added since. Names of nodes that are gone
// are free.
func Assign(pkg *ir.Package, earlier Table) Table {
	given := assign(pkg, nil)
	old := aliases(pkg, earlier, given)
	if len(earlier) > 0 {
		locked := common(earlier, given)
		locked[AliasScope], locked[FileScope] = old, earlier[FileScope]
		given = assign(pkg, locked)
	}
	if len(old) > 0 {
		setAliases(pkg, old, given[Top])
		given[AliasScope] = old
	}
	return given
}

// common returns the entries of earlier whose keys are also in now.
func common(earlier, now Table) Table {
	kept := Table{}
	for scope, items := range now {
		kept[scope] = slices.DeleteFunc(slices.Clone(earlier[scope]), func(n Name) bool { return items.Of(n.Key) == "" })
	}
	return kept
}

// assign gives all names. Nodes that are in locked keep the name that they have there.
func assign(pkg *ir.Package, locked Table) Table {
	top := newScope(size(pkg), locked[Top])
	for _, n := range locked[AliasScope] {
		top.taken[n.Go] = true
	}
	models := assignTypes(pkg, top)
	assignFixed(pkg, top)
	assignCompanions(pkg, top)
	assignParams(pkg, top)
	assignConstants(pkg, top)
	assignEarlierMembers(pkg, top)
	given := assignParts(parts(pkg, models), locked)
	given[Top] = top.names()
	given[FileScope] = assignFiles(pkg, locked)
	return given
}

// size returns about how many names the scope of a package has.
func size(pkg *ir.Package) int {
	n := 3*len(pkg.Models) + len(pkg.Enums) + len(pkg.Params) + len(pkg.Builders)
	for _, e := range pkg.Enums {
		n += len(e.Members)
	}
	return n
}

// A named is a type or enumeration that needs a name.
type named struct {
	wire string
	set  func(string)
}

// assignTypes names models, also those that only builders refer to, and enumerations. It returns
// all models.
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

// fixedNames are the names that every package has.
var fixedNames = []string{"Client", "NewClient", "New", "NewPatch", "Operations", "Available", "table", "service", "models", "patches", "Schema", "schema"}

func assignFixed(pkg *ir.Package, top *scope) {
	fixed := func(name string) string { return top.name("fixed:"+name, name) }
	pkg.Fixed = ir.Fixed{Client: fixed("Client"), NewClient: fixed("NewClient"), New: fixed("New"), NewPatch: fixed("NewPatch"),
		Operations: fixed("Operations"), Available: fixed("Available"), TableConst: fixed("table"), Service: fixed("service"),
		Models: fixed("models"), Patches: fixed("patches"), Schema: fixed("Schema"), SchemaConst: fixed("schema")}
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
			m.PropertiesType = top.take("propertiesOf" + m.Go)
			m.NamesVariable = top.take("namesOf" + m.Go)
		}
	}
}

func assignConstants(pkg *ir.Package, top *scope) {
	for _, e := range pkg.Enums {
		for _, m := range e.Members {
			m.Go = top.name("member:"+e.Wire+"/"+m.Wire, constant(e, m.Wire))
		}
	}
}

// assignEarlierMembers names the constants for earlier names of members. It comes last, so that
// other nodes have precedence.
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
