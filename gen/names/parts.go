package names

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen/ir"
)

// A part is a declaration with a scope of its own: a type, a struct of parameters, a builder or the
// client.
type part struct {
	scope   string
	members []string // names that do not come from the description
	fields  []*ir.Field
	methods []*ir.Method
}

// fieldMembers are the names in a model, a patch or a struct of parameters besides its properties.
var fieldMembers = []string{"Extra", "MarshalJSON", "UnmarshalJSON"}

// clientMembers are the names in a client besides its methods: the embedded graph.Client and its
// methods.
var clientMembers = []string{"Client", "Batch", "Cloud", "Do", "Foreign", "Root"}

// callNames are the methods of builders that do not have their names from the description.
var callNames = []string{"Get", "Patch", "Put", "Delete", "List", "Count", "Create", "ID"}

// parts lists the parts of a package, which have their own names by then. models are all models,
// including those that only builders refer to.
func parts(pkg *ir.Package, models []*ir.Model) []part {
	all := make([]part, 0, len(models)+len(pkg.Params)+len(pkg.Builders)+1)
	for _, m := range models {
		all = append(all, part{scope: m.Wire, members: fieldMembers, fields: m.Fields})
	}
	for _, p := range pkg.Params {
		all = append(all, part{scope: paramsScope + p.Go, members: fieldMembers, fields: p.Fields})
	}
	for _, b := range pkg.Builders {
		all = append(all, part{scope: b.Go, methods: b.Methods})
	}
	return append(all, part{scope: pkg.Fixed.Client, members: clientMembers, methods: pkg.Roots})
}

// assignParts names the members of parts, several parts at a time.
func assignParts(all []part, locked Table) Table {
	names := make([]Names, len(all))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range all {
		group.Go(func() error {
			s := newScope(0, p.usable(locked[p.scope]))
			p.assign(s)
			names[i] = s.names()
			return nil
		})
	}
	_ = group.Wait()                 // the functions return no errors
	given := make(Table, len(all)+3) // and three scopes of the package
	for i, p := range all {
		given[p.scope] = names[i]
	}
	return given
}

// usable returns the locked names that the part does not need for something else by now.
func (p part) usable(locked Names) Names {
	needed := slices.Clone(p.members)
	for _, m := range p.methods {
		if hasFixedName(m) {
			needed = append(needed, m.Go)
		}
	}
	return slices.DeleteFunc(slices.Clone(locked), func(n Name) bool { return slices.Contains(needed, n.Go) })
}

func (p part) assign(s *scope) {
	for _, name := range p.members {
		s.take(name)
	}
	sorted := slices.Clone(p.fields)
	slices.SortFunc(sorted, func(a, b *ir.Field) int { return compareWire(a.Wire, b.Wire) })
	for _, f := range sorted {
		f.Go = s.name(f.Wire, Exported(f.Wire))
	}
	assignMethods(s, p.methods)
}
