package emit

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
)

// The codec takes the first model that an interface holds for its base, so that a base comes before
// what is derived from it, whatever the names.
func TestFamiliesBeginWithTheirBase(t *testing.T) {
	root := &ir.Model{Go: "Root", Polymorphic: true}
	middle := &ir.Model{Go: "Zebra", Base: root, Polymorphic: true}
	leaf := &ir.Model{Go: "Ant", Base: middle}
	root.Bases, middle.Bases, leaf.Bases = []*ir.Model{root}, []*ir.Model{middle, root}, []*ir.Model{middle, root}
	root.Derived = []*ir.Model{leaf, middle}
	var got []string
	for _, m := range family(root) {
		got = append(got, m.Go)
	}
	if got, want := strings.Join(got, " "), "Root Zebra Ant"; got != want {
		t.Errorf("got %s; want %s", got, want)
	}
}
