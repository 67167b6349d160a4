package names_test

import (
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
)

// A name that a builder needs by now for a call is not kept for something else: the package would
// not compile. Other names stay.
func TestFaultA3_CallAppears(t *testing.T) {
	made := func(earlier names.Table, more ...*ir.Method) (map[string]string, names.Table) {
		model := &ir.Model{Wire: "n.pool"}
		nav := func(segment string) *ir.Method { return &ir.Method{Call: ir.Nav, Segment: segment} }
		b := &ir.Builder{Model: model, Methods: append([]*ir.Method{nav("get"), nav("size")}, more...)}
		pkg := &ir.Package{Models: []*ir.Model{model}, Builders: []*ir.Builder{b}}
		pkg.Service.Root = "n"
		table := names.Assign(pkg, earlier)
		all := map[string]string{}
		for _, m := range b.Methods {
			all[m.Segment] = m.Go
		}
		return all, table
	}
	before, table := made(nil)
	if before["get"] != "Get" || before["size"] != "Size" {
		t.Fatalf("named %v", before)
	}
	after, _ := made(table, &ir.Method{Call: ir.Get, Go: "Get"})
	if after["get"] != "Get_" || after["size"] != "Size" || after[""] != "Get" {
		t.Errorf("with a call they are %v", after)
	}
}
