package importer

import (
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// Parameters take the order of a table that names just them; the binding one stays first.
func TestOrderParameters(t *testing.T) {
	table := []msdocs.Property{{Name: "b"}, {Name: "c"}, {Name: "a"}}
	for _, c := range []struct {
		bound bool
		names string
		want  string
	}{
		{true, "xabc", "xbca"}, {false, "abc", "bca"}, {true, "xab", "xab"}, {true, "xabd", "xabd"}, {true, "xabcd", "xabcd"},
	} {
		op := &spec.Operation{Bound: c.bound}
		for _, name := range c.names {
			op.Parameters = append(op.Parameters, &spec.Parameter{Name: string(name)})
		}
		changed := orderParameters(op, table)
		got := ""
		for _, p := range op.Parameters {
			got += p.Name
		}
		if got != c.want || changed != (c.names != c.want) {
			t.Errorf("%s: got %s, %v; want %s", c.names, got, changed, c.want)
		}
	}
}
