package odata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Texts, single structs and empty lists cost no allocation each: the first share the body's copy, the second come in groups.
func TestDecodeAllocations(t *testing.T) {
	const n = 500
	one := `{"id":"1","name":"quote \" and \u00e9","on":true,"at":"2020-01-01T00:00:00Z","tags":[],"parts":[],"parent":{"id":"2"},` +
		`"target":{"@odata.type":"#ns.groupTarget","groupId":"g"}},`
	page := []byte(`{"parts":[` + strings.TrimSuffix(strings.Repeat(one, n), ",") + `]}`)
	allocations := testing.AllocsPerRun(10, func() {
		var d device
		if err := odata.Unmarshal(page, &d); err != nil {
			t.Fatal(err)
		}
	})
	if allocations > n/4 && !raced {
		t.Errorf("%v allocations for %d devices; want at most one for four", allocations, n)
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
