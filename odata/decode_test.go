package odata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Texts, single structs, short lists and unknown members cost no allocation each: the first share the body's copy, the others come in groups.
func TestDecodeAllocations(t *testing.T) {
	const n = 500
	one := `{"@odata.etag":"1","id":"1","name":"quote \" and \u00e9","on":true,"at":"2020-01-01T00:00:00Z","tags":["a","b","c"],"parts":[],"parent":{"id":"2","tags":[]},` +
		`"target":{"@odata.type":"#ns.groupTarget","groupId":"g"}},`
	page := []byte(`{"parts":[` + strings.TrimSuffix(strings.Repeat(one, n), ",") + `]}`)
	allocations := testing.AllocsPerRun(10, func() {
		var d device
		if err := odata.Unmarshal(page, &d); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > n*2/5 && !raced {
		t.Errorf("%v allocations for %d devices; want at most two for five", allocations, n)
	}
}

// Structs that lie in one group, and lists that grew, are apart from each other.
func TestGroupsAndListsKeepApart(t *testing.T) {
	const n = 300
	var b strings.Builder
	b.WriteString(`{"parts":[{}`)
	for i := range n {
		// The later ones are much larger, so that the room foreseen is wrong.
		fmt.Fprintf(&b, `,{"count":%d,"parent":{"count":%d},"target":{"name":"t%d"},"tags":["a%d"%s]}`, i, i, i, i, strings.Repeat(`,"\n"`, i))
	}
	b.WriteString(`]}`)
	var d device
	if err := odata.Unmarshal([]byte(b.String()), &d); err != nil {
		t.Fatal(err)
	}
	for i, part := range d.Parts.Or(nil)[1:] {
		tags, parent := part.Tags.Or(nil), part.Parent.Or(nil)
		unknown, ok := part.Target.Or(nil).(*target)
		if part.Count.Or(-1) != int32(i) || parent.Count.Or(-1) != int32(i) || !ok || unknown.Name.Or("") != fmt.Sprint("t", i) ||
			len(tags) != i+1 || tags[0] != fmt.Sprint("a", i) || i > 0 && tags[i] != "\n" {
			t.Fatalf("part %d is %+v", i, part)
		}
	}
	roundTrip(t, b.String())
}

// Lists share memory, but none grows into another, nor is anything left of one that turned out not to fit.
func TestListsOfOneGroup(t *testing.T) {
	var d device
	in := `{"parts":[{"tags":["a"]},{"tags":["b","c",5]},{"tags":["d"]},{"parts":[{"id":"1"},{"id":2},7]},{"parts":[{"name":"n","parts":[{},{"name":"o"}]}]}]}`
	if err := odata.Unmarshal([]byte(in), &d); err != nil {
		t.Fatal(err)
	}
	parts := d.Parts.Or(nil)
	if grown := append(parts[0].Tags.Or(nil), "x", "y"); parts[2].Tags.Or(nil)[0] != "d" {
		t.Errorf("%v was written over by %v", parts[2].Tags.Or(nil), grown)
	}
	if inner := parts[4].Parts.Or(nil)[0]; !inner.ID.IsZero() || inner.Name.Or("") != "n" || inner.Parts.Or(nil)[1].Name.Or("") != "o" {
		t.Errorf("got %+v", inner)
	}
	roundTrip(t, in)
}
