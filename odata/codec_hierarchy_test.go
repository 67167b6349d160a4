package odata_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Two interfaces of one hierarchy can hold the same type. Each gets the methods of its own
// interface.

type anyShape interface{ family(typesOfShape) }

type anyRound interface {
	anyShape
	edges() int
}

type typesOfShape func(*shape, *round, *ball)

type shape struct {
	Name  odata.Field[string] `odata:"name"`
	Extra odata.Extra         `odata:"ns.shape"`
}

type round struct {
	Name  odata.Field[string] `odata:"name"`
	Extra odata.Extra         `odata:"ns.round"`
}

type ball struct {
	Name  odata.Field[string]     `odata:"name"`
	In    odata.Field[anyRound]   `odata:"in"`
	All   odata.Field[[]anyShape] `odata:"all"`
	Extra odata.Extra             `odata:"ns.ball"`
}

func (*shape) family(typesOfShape) {}
func (*round) family(typesOfShape) {}
func (*ball) family(typesOfShape)  {}
func (*round) edges() int          { return 1 }
func (*ball) edges() int           { return 2 }

func TestInterfacesHoldTheTypeThatIsNamed(t *testing.T) {
	one := `{"@odata.type":"#ns.ball","in":{"@odata.type":"#ns.ball","name":"b"},"all":[{"name":"s"},{"@odata.type":"ns.round","name":"r"},{"@odata.type":"#ns.ball"}]}`
	// A shape is not round, so the base is used.
	two := `{"@odata.type":"#ns.ball","in":{"@odata.type":"#ns.shape"}}`
	list := *decoded[[]anyShape](t, "["+strings.Repeat(one+","+two+",", 500)+one+"]")
	runtime.GC()
	for i, item := range list {
		got := describe(item)
		if want := []string{"*ball in *ball 2 all *shape s *round r *ball", "*ball in *round 1"}[i%2]; got != want {
			t.Fatalf("item %d: %s, want %s", i, got, want)
		}
	}
}

// describe returns the names of the types held, with results of their methods and properties.
func describe(item anyShape) string {
	b := item.(*ball)
	text := "*ball"
	if in, ok := odata.Get(b.In); ok {
		text += fmt.Sprintf(" in %s %d", strings.ReplaceAll(fmt.Sprintf("%T", in), "odata_test.", ""), in.edges())
	}
	if all, ok := odata.Get(b.All); ok {
		text += " all"
		for _, s := range all {
			name := ""
			switch s := s.(type) {
			case *shape:
				name = " *shape " + odata.GetOr(s.Name, "")
			case *round:
				name = " *round " + odata.GetOr(s.Name, "")
			case *ball:
				name = " *ball"
			}
			text += name
		}
	}
	return text
}
