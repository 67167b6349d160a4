package bench

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"github.com/bytedance/sonic"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// A deviceRow is what many programs read of a device.
type deviceRow struct {
	ID       string     `odata:"id"`
	Name     string     `odata:"deviceName"`
	LastSync odata.Time `odata:"lastSyncDateTime"`
}

// A textRow is the same for other libraries.
type textRow struct {
	ID       string `json:"id"`
	Name     string `json:"deviceName"`
	LastSync string `json:"lastSyncDateTime"`
}

// NarrowPage returns a page of n devices of which three properties were selected.
func NarrowPage(n int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, seed))
	b := []byte(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#deviceManagement/managedDevices(id,deviceName,lastSyncDateTime)","@odata.nextLink":"https://graph.microsoft.com/beta/x","value":[`)
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, `{"id":"%08x-%04x-%04x-%04x-%012x","deviceName":"DESKTOP-%07X","lastSyncDateTime":"2026-%02d-%02dT%02d:%02d:%02dZ"}`,
			r.Uint32(), r.IntN(1<<16), r.IntN(1<<16), r.IntN(1<<16), r.IntN(1<<48), r.IntN(1<<28), 1+r.IntN(12), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60))
	}
	return append(b, "]}"...)
}

func rowOf(t testing.TB) *odata.Row {
	row, _, err := odata.NewRow(reflect.TypeFor[deviceRow](), reflect.TypeFor[intunebeta.AnyManagedDevice]())
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func BenchmarkNarrow(b *testing.B) {
	body := NarrowPage(1000, 1)
	row := rowOf(b)
	var page odata.Page
	for name, decode := range map[string]func() error{
		"rows": func() error {
			page = odata.Page{Row: row, Memory: page.Memory, Link: func(string) {}}
			var items []deviceRow
			return odata.DecodePage(body, &items, &page)
		},
		"model": func() error {
			var items []intunebeta.AnyManagedDevice
			return odata.DecodePage(body, &items, &odata.Page{Link: func(string) {}})
		},
		"sonic": func() error {
			var items struct{ Value []textRow }
			return sonic.Unmarshal(body, &items)
		},
		"encoding-json": func() error {
			var items struct{ Value []textRow }
			return json.Unmarshal(body, &items)
		},
	} {
		b.Run(name, func(b *testing.B) { measureBytes(b, int64(len(body)), decode) })
	}
}

// TestHeldRows compares the memory of 100,000 rows that are held with that of the same by
// encoding/json.
func TestHeldRows(t *testing.T) {
	row := rowOf(t)
	var page odata.Page
	rows := heldBytes(func(seed uint64) (items []deviceRow) {
		page = odata.Page{Row: row, Memory: page.Memory, Link: func(string) {}}
		if err := odata.DecodePage(NarrowPage(1000, seed), &items, &page); err != nil {
			t.Fatal(err)
		}
		return items
	})
	texts := heldBytes(func(seed uint64) []textRow {
		var items struct{ Value []textRow }
		if err := json.Unmarshal(NarrowPage(1000, seed), &items); err != nil {
			t.Fatal(err)
		}
		return items.Value
	})
	t.Logf("%.0f bytes a row, %.0f by encoding/json", rows, texts)
	if rows > 1.25*texts {
		t.Errorf("a row keeps %.0f bytes; at most %.0f, 1.25 times that of encoding/json", rows, 1.25*texts)
	}
}

// heldBytes returns the heap per item of 100,000 items, whose slices are cut to their length.
func heldBytes[T any](page func(seed uint64) []T) float64 {
	before := heap()
	all := make([]T, 0, 100_000)
	for seed := range uint64(100) {
		all = append(all, page(seed)...)
	}
	kept := heap() - before
	runtime.KeepAlive(all)
	return float64(kept) / 100_000
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
