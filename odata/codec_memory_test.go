package odata_test

import (
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestUnmarshalOwnedGivesTheSame(t *testing.T) {
	for _, in := range inputs {
		var shared, own device
		if err := odata.Unmarshal([]byte(in), &shared); err != nil {
			t.Fatal(err)
		}
		if err := odata.UnmarshalOwned([]byte(in), &own); err != nil {
			t.Fatal(err)
		}
		want, err := odata.Marshal(&shared)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := odata.Marshal(&own); err != nil || string(got) != string(want) {
			t.Errorf("%s: got %s, %v; want %s", in, got, err, want)
		}
	}
}

// One device of a large body keeps only a few shared pieces of memory, or none.
func TestWhatIsKept(t *testing.T) {
	one := `{"name":"a","at":"2017-01-01T00:00:00Z","new":"` + strings.Repeat("b", 1000) + `","tags":["c"],"parent":{"name":"d\u00e9"}}`
	body := []byte("[" + one + strings.Repeat(","+one, 10_000) + "]")
	for _, c := range []struct {
		name   string
		decode func([]byte, any) error
		most   uint64
	}{{"shared", odata.Unmarshal, 256 << 10}, {"own", odata.UnmarshalOwned, 16 << 10}} {
		before := heap()
		var list []*device
		if err := c.decode(body, &list); err != nil {
			t.Fatal(err)
		}
		first := list[5_000]
		list = nil
		kept := max(heap(), before) - before
		runtime.KeepAlive(first)
		if kept > c.most {
			t.Errorf("%s: one device kept %d bytes", c.name, kept)
		}
	}
}

// The memory of a body is reused, so no decoded value can point into it.
func TestPageOutlivesItsBody(t *testing.T) {
	body := []byte(`{"@odata.nextLink":"https://x/next","value":[{"name":"a","pass":"c","parent":{"@odata.type":"#ns.newer","id":"d"},"z":["b"]}]}`)
	want := string(body)
	var page []*device
	var link string
	if err := odata.DecodePage(body, &page, &odata.Page{Link: func(next string) { link = next }}); err != nil {
		t.Fatal(err)
	}
	overwriteBody(len(body))
	item, err := odata.Marshal(page[0])
	if got := `{"@odata.nextLink":"` + link + `","value":[` + string(item) + `]}`; err != nil || got != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// Texts of all lengths are decoded whole, also at the end of a chunk and longer than one.
func TestTextsOfAllLengths(t *testing.T) {
	var want []string
	for _, plain := range []string{"abcdefgh", "é", "a\n"} {
		for _, n := range []int{0, 1, 7, 8, 9, 63, 64, 65, 1000, 4095, 4096, 8191, 8192, 8193, 40_000, 65_535, 65_536, 65_537, 200_000} {
			want = append(want, strings.Repeat(plain, n/len(plain)+1)[:n/len(plain)*len(plain)]+strings.Repeat("x", n%len(plain)))
		}
	}
	body, err := json.Marshal(map[string][]string{"tags": append(want, want...)})
	if err != nil {
		t.Fatal(err)
	}
	var d device
	if err := odata.Unmarshal(body, &d); err != nil {
		t.Fatal(err)
	}
	overwriteBody(len(body))
	if got := odata.GetOr(d.Tags, nil); !slices.Equal(got, append(want, want...)) {
		t.Error("a text came changed")
	}
}
