package graph_test

import (
	"slices"
	"testing"

	"github.com/intunegen/intunegen/graph"
)

const smallSchema = `
service ns /v1 false
enum .color single red blue=4 green
enum .days flags mon=1 tue=2
entity .item - abstract key=code,place calls=gl
 code String r
 place Int32
 tags []String ?
 owner .item ?n
 /touch action one ns.touch - at=DateTimeOffset:? color=.color
 /count function many ns.count Int64
entity .box .item open media
 code String c
 secret String ?ws
 parts []other.part ?o by=fill
complex other.part -
 color .color m
root boxes []ns.box
root /reset action one ns.reset .box
`

func TestSchemaDescribe(t *testing.T) {
	d := graph.Schema{Types: smallSchema}.Describe()
	item, box, part := d.Types["ns.item"], d.Types["ns.box"], d.Types["other.part"]
	if d.Namespace != "ns" || d.Path != "/v1" || d.Clouds || len(d.Types) != 3 || len(d.Enums) != 2 {
		t.Fatalf("got %+v", d)
	}
	color := d.Enums["ns.color"]
	if !slices.Equal(color.Members, []string{"red", "blue", "green"}) || !slices.Equal(color.Values, []int64{0, 4, 5}) || color.Flags || !d.Enums["ns.days"].Flags {
		t.Errorf("got %+v", color)
	}
	if !item.Abstract || !box.Open || !box.Media || box.Base != item || !slices.Equal(item.Derived, []*graph.SchemaType{box}) || item.Calls != "gl" || part.Entity {
		t.Errorf("got %+v, %+v", item, box)
	}
	if !slices.Equal(box.KeyNames(), []string{"code", "place"}) || !slices.Equal(part.KeyNames(), []string{"id"}) || !box.Is(item) || item.Is(box) {
		t.Error("wrong keys or bases")
	}
	if code := box.Property("code"); !code.CreateOnly || code.Class != graph.Writable || item.Property("code").Class != graph.ReadOnly || box.Property("none") != nil {
		t.Error("a derived type declares code again")
	}
	var names []string
	for _, p := range box.Properties() {
		names = append(names, p.Name)
	}
	if want := []string{"code", "place", "tags", "owner", "secret", "parts"}; !slices.Equal(names, want) {
		t.Errorf("got %v; want %v", names, want)
	}
	if p := box.Property("parts"); !p.Navigation || !p.Contains || !p.Collection || p.Type != part || p.ChangedBy != "fill" || box.Property("owner").Contains {
		t.Errorf("got %+v", p)
	}
	if p := part.Property("color"); p.Enum != color || p.Class != graph.Managed || p.TypeName != "ns.color" || box.Property("tags").TypeName != "Edm.String" {
		t.Errorf("got %+v", p)
	}
}

func TestSchemaOperations(t *testing.T) {
	d := graph.Schema{Types: smallSchema}.Describe()
	touch, count := d.Types["ns.item"].Operations[0], d.Types["ns.item"].Operations[1]
	if touch.Function || touch.Many || touch.Result != nil || len(touch.Parameters) != 2 || !touch.Parameters[0].Nullable || touch.Parameters[1].Enum == nil {
		t.Errorf("got %+v", touch)
	}
	if !count.Function || !count.Many || count.Name != "ns.count" || count.Result.TypeName != "Edm.Int64" {
		t.Errorf("got %+v", count)
	}
	if len(d.Roots) != 1 || !d.Roots[0].Collection || d.Roots[0].Type != d.Types["ns.box"] || len(d.Unbound) != 1 || d.Unbound[0].Result.Type != d.Types["ns.box"] {
		t.Errorf("got %+v, %+v", d.Roots, d.Unbound)
	}
}
