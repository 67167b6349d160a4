package odata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// A struct behind a pointer takes one allocation. Texts, unknown members and short lists take none,
// since they share memory; the memory for them is 0.2 allocations a device. The bounds are just
// above what was measured: 2.18 with both structs, 0.17 without.
func TestDecodeAllocations(t *testing.T) {
	const n = 500
	texts := `{"@odata.etag":"1","id":"1","name":"quote \" and \u00e9","on":true,"at":"2020-01-01T00:00:00Z","tags":["a","b","c"],"parts":[]`
	structs := `,"parent":{"id":"2","tags":[]},"target":{"@odata.type":"#ns.groupTarget","groupId":"g"}`
	for _, test := range []struct {
		one  string
		most float64 // allocations a device
	}{{texts + "}", 0.2}, {texts + structs + "}", 2.2}} {
		page := []byte(`{"parts":[` + strings.TrimSuffix(strings.Repeat(test.one+",", n), ",") + `]}`)
		allocations := testing.AllocsPerRun(10, func() {
			var d device
			if err := odata.Unmarshal(page, &d); err != nil {
				t.Fatal(err)
			}
		})
		if allocations > n*test.most && !raced {
			t.Errorf("%v allocations for %d devices %s; want at most %v a device", allocations, n, test.one, test.most)
		}
	}
}

// Structs in one slab, and lists that grew, do not overlap.
func TestGroupsAndListsKeepApart(t *testing.T) {
	const n = 300
	var b strings.Builder
	b.WriteString(`{"parts":[{}`)
	for i := range n {
		// Later objects are much larger, so the length estimated for the list is wrong.
		fmt.Fprintf(&b, `,{"count":%d,"parent":{"count":%d},"target":{"name":"t%d"},"tags":["a%d"%s]}`, i, i, i, i, strings.Repeat(`,"\n"`, i))
	}
	b.WriteString(`]}`)
	var d device
	if err := odata.Unmarshal([]byte(b.String()), &d); err != nil {
		t.Fatal(err)
	}
	for i, part := range odata.GetOr(d.Parts, nil)[1:] {
		tags, parent := odata.GetOr(part.Tags, nil), odata.GetOr(part.Parent, nil)
		unknown, ok := odata.GetOr(part.Target, nil).(*target)
		if odata.GetOr(part.Count, -1) != int32(i) || odata.GetOr(parent.Count, -1) != int32(i) || !ok || odata.GetOr(unknown.Name, "") != fmt.Sprint("t", i) ||
			len(tags) != i+1 || tags[0] != fmt.Sprint("a", i) || i > 0 && tags[i] != "\n" {
			t.Fatalf("part %d is %+v", i, part)
		}
	}
	roundTrip(t, b.String())
}

// Lists share memory. None grows into another, and a list that does not fit leaves nothing behind.
func TestListsOfOneGroup(t *testing.T) {
	var d device
	in := `{"parts":[{"tags":["a"]},{"tags":["b","c",5]},{"tags":["d"]},{"parts":[{"id":"1"},{"id":2},7]},{"parts":[{"name":"n","parts":[{},{"name":"o"}]}]}]}`
	if err := odata.Unmarshal([]byte(in), &d); err != nil {
		t.Fatal(err)
	}
	parts := odata.GetOr(d.Parts, nil)
	if grown := append(odata.GetOr(parts[0].Tags, nil), "x", "y"); odata.GetOr(parts[2].Tags, nil)[0] != "d" {
		t.Errorf("%v was written over by %v", odata.GetOr(parts[2].Tags, nil), grown)
	}
	if inner := odata.GetOr(parts[4].Parts, nil)[0]; !inner.ID.IsZero() || odata.GetOr(inner.Name, "") != "n" || odata.GetOr(odata.GetOr(inner.Parts, nil)[1].Name, "") != "o" {
		t.Errorf("got %+v", inner)
	}
	roundTrip(t, in)
}

// The type is found at any place, also after annotations. The error returned is the first one in
// the text.
func TestTypeBehindAnnotations(t *testing.T) {
	for _, c := range []struct{ before, err string }{
		{``, ``}, {`"@odata.id":"x","@odata.etag":"W/\"1\"",`, ``}, {`"@a": "x" , `, ``}, {`"@a":1,`, ``}, {`"name":"n",`, ``}, {`"@odata.types":"#ns.other",`, ``},
		{`"@a":"1","@a":"2",`, `odata: offset 20: name "@a" is twice in its object; names must differ`},
		{`"@a":"1","@a":"\x",`, `odata: offset 20: name "@a" is twice in its object; names must differ`},
		{`"@a":"1","@b":"\x",`, `odata: offset 27: found 'x'; want an escape`},
		{`"@a":"1"`, `odata: offset 19: found '"'; want , or }`},
	} {
		var d device
		in := `{"target":{` + c.before + `"@odata.type":"#ns.groupTarget","groupId":"g"}}`
		err := odata.Unmarshal([]byte(in), &d)
		if c.err != "" {
			if err == nil || err.Error() != c.err {
				t.Errorf("%s: got %v; want %s", in, err, c.err)
			}
			continue
		}
		if group, ok := odata.GetOr(d.Target, nil).(*groupTarget); err != nil || !ok || odata.GetOr(group.GroupID, "") != "g" {
			t.Errorf("%s: got %v, %v", in, odata.GetOr(d.Target, nil), err)
		}
	}
}

func TestManyNamesDiffer(t *testing.T) {
	for _, n := range []int{15, 16, 17, 18, 60, 300, 5000} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"x%d":1,`, i)
		}
		var list []device
		object := `{` + strings.TrimSuffix(b.String(), ",") + `}`
		if err := odata.Unmarshal([]byte(`[`+object+`,`+object+`]`), &list); err != nil || list[1].Extra.Len() != n {
			t.Errorf("%d names: %v", n, err)
		}
		for _, again := range []int{0, n / 2, n - 1} {
			in := fmt.Sprintf(`[%s,{%s"x%d":1}]`, object, b.String(), again)
			if err := odata.Unmarshal([]byte(in), &list); err == nil || !strings.Contains(err.Error(), fmt.Sprintf(`name "x%d" is twice`, again)) {
				t.Errorf("%d names: %v", n, err)
			}
		}
	}
}
