package generated

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

var pairs = flag.Int("pairs", 4000, "pairs of states that TestDifferenceByMeaning compares")

// A state as the service returns it, spelled otherwise than it was wanted, makes no difference. One
// property of another value makes one, if updates send it and the service returns it.
func TestDifferenceByMeaning(t *testing.T) {
	var types []*graph.SchemaType
	description := intunebeta.Schema().Describe()
	for _, name := range slices.Sorted(maps.Keys(description.Types)) {
		if _, ok := intunebeta.NewPatch(name); ok && !description.Types[name].Abstract {
			types = append(types, description.Types[name])
		}
	}
	g := &states{rand.New(rand.NewPCG(1, 2))}
	differ, used := 0, map[string]bool{}
	for n := range *pairs {
		typ := types[(n*7919)%len(types)]
		used[typ.Name] = true
		if g.pair(t, typ) {
			differ++
		}
	}
	t.Logf("%d pairs of %d types, %d of them different", *pairs, len(used), differ)
	if differ == 0 || differ == *pairs {
		t.Error("the pairs are all alike")
	}
}

// states makes states of types.
type states struct{ *rand.Rand }

// A member is a property with its value as wanted and as the service returns it.
type member struct {
	property         *graph.SchemaProperty
	wanted, returned string
}

// pair compares a state with what is wanted, and reports whether they differ.
func (g *states) pair(t *testing.T, typ *graph.SchemaType) bool {
	members := g.members(typ, 0)
	have := object("#"+typ.Name, members, true)
	differs := false
	if len(members) > 0 && g.IntN(2) == 0 {
		m := &members[g.IntN(len(members))]
		if other := g.value(m.property, 0); other.wanted != "" && other.wanted != m.wanted && !g.alike(m.property, other, *m) {
			*m = other
			differs = m.property.Class == graph.Writable && !m.property.WriteOnly
		}
	}
	want := object("#"+typ.Name, members, false)
	model, _ := intunebeta.New(typ.Name)
	had, _ := intunebeta.NewPatch(typ.Name)
	wanted, _ := intunebeta.NewPatch(typ.Name)
	for _, err := range []error{odata.Unmarshal([]byte(have), model), odata.FillPatch(had, model), odata.Unmarshal([]byte(want), wanted)} {
		if err != nil {
			t.Fatalf("%s: %v", typ.Name, err)
		}
	}
	if empty := odata.IsEmpty(odata.Difference(had, wanted)); empty == differs {
		t.Errorf("%s: the difference is empty: %v; have %s, want %s: %v", typ.Name, empty, have, want, odata.Changes(model, wanted))
	}
	if changes := odata.Changes(model, wanted); (len(changes) > 0) != differs {
		t.Errorf("%s: have %s, want %s: changes %v", typ.Name, have, want, changes)
	}
	return differs
}

// alike reports whether another value may mean the same, as a second draw can give.
func (g *states) alike(p *graph.SchemaProperty, a, b member) bool {
	return a.wanted == b.wanted || a.returned == b.returned || a.returned == b.wanted || p.Type != nil && a.wanted == b.wanted
}

// members returns some of the properties that an update of the type may have.
func (g *states) members(typ *graph.SchemaType, depth int) (members []member) {
	for _, p := range typ.Properties() {
		if p.Navigation || p.CreateOnly || p.Class == graph.ReadOnly || p.TypeName == "Edm.Stream" || g.IntN(2) == 0 {
			continue
		}
		if m := g.value(p, depth); m.wanted != "" {
			members = append(members, m)
		}
	}
	return members
}

// object returns members as an object, as the service returns it or as it is wanted. The service
// completes it with annotations.
func object(typ string, members []member, returned bool) string {
	parts := []string{fmt.Sprintf("%q:%q", "@odata.type", typ)}
	if returned {
		parts = append(parts, `"@odata.context":"https://graph.example/beta/$metadata#x"`)
	}
	for _, m := range members {
		value := m.wanted
		if returned {
			value = m.returned
		}
		parts = append(parts, fmt.Sprintf("%q:%s", m.property.Name, value))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// value returns a value of a property. It is empty where no value can be made, as for types that
// nest themselves.
func (g *states) value(p *graph.SchemaProperty, depth int) member {
	if !p.Collection {
		wanted, returned := g.single(p, depth)
		return member{p, wanted, returned}
	}
	var wanted, returned []string
	for range g.IntN(3) {
		w, r := g.single(p, depth)
		if w == "" {
			return member{property: p}
		}
		wanted, returned = append(wanted, w), append(returned, r)
	}
	return member{p, "[" + strings.Join(wanted, ",") + "]", "[" + strings.Join(returned, ",") + "]"}
}

func (g *states) single(p *graph.SchemaProperty, depth int) (wanted, returned string) {
	switch {
	case p.Enum != nil:
		return g.enum(p.Enum)
	case p.Type != nil:
		return g.structured(p.Type, depth)
	}
	n := g.IntN(20) + 1
	f := func(wanted, returned string) (string, string) {
		return fmt.Sprintf(wanted, n), fmt.Sprintf(returned, n)
	}
	switch p.TypeName {
	case "Edm.Boolean":
		text := fmt.Sprint(n > 10)
		return text, text
	case "Edm.Byte", "Edm.SByte", "Edm.Int16", "Edm.Int32", "Edm.Int64":
		return f("%d", "%d.0")
	case "Edm.Double", "Edm.Single", "Edm.Decimal":
		return f("%d.5", "%d.50")
	case "Edm.DateTimeOffset":
		return fmt.Sprintf(`"2026-01-%02dT10:00:00Z"`, n), fmt.Sprintf(`"2026-01-%02dT12:30:00.0000000+02:30"`, n)
	case "Edm.Date":
		text := fmt.Sprintf(`"2026-01-%02d"`, n)
		return text, text
	case "Edm.Duration":
		return fmt.Sprintf(`"P%dD"`, n), fmt.Sprintf(`"PT%dH0.000S"`, 24*n)
	case "Edm.TimeOfDay":
		return fmt.Sprintf(`"%02d:15:00"`, n), fmt.Sprintf(`"%02d:15:00.0000000"`, n)
	case "Edm.Guid":
		return fmt.Sprintf(`"ec308741-8741-ec30-4187-30ec418730%02d"`, n), fmt.Sprintf(`"EC308741-8741-EC30-4187-30EC418730%02d"`, n)
	case "Edm.Binary":
		return fmt.Sprintf(`"%02d8="`, n), fmt.Sprintf(`"%02d8"`, n)
	}
	return f(`"text %d"`, `"text %d"`)
}

// enum returns a member, or two flags in both orders.
func (g *states) enum(e *graph.SchemaEnum) (wanted, returned string) {
	if len(e.Members) == 0 {
		return "", ""
	}
	first := e.Members[g.IntN(len(e.Members))]
	if !e.Flags || len(e.Members) < 4 {
		return fmt.Sprintf("%q", first), fmt.Sprintf("%q", first)
	}
	a, b := e.Members[1+g.IntN(len(e.Members)-2)], e.Members[len(e.Members)-1]
	return fmt.Sprintf("%q", a+","+b), fmt.Sprintf("%q", b+", "+a)
}

// structured returns an object of a concrete type. Both spellings have its type, since it may be
// derived from the declared one.
func (g *states) structured(typ *graph.SchemaType, depth int) (wanted, returned string) {
	for typ.Abstract && len(typ.Derived) > 0 {
		typ = typ.Derived[g.IntN(len(typ.Derived))]
	}
	if depth > 1 || typ.Abstract {
		return "", ""
	}
	members := g.members(typ, depth+1)
	members = slices.DeleteFunc(members, func(m member) bool { return m.property.Class != graph.Writable || m.property.WriteOnly })
	prefix := ""
	if typ.Entity {
		prefix = "#"
	}
	return object(prefix+typ.Name, members, false), object(prefix+typ.Name, members, true)
}
