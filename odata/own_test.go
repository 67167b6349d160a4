package odata_test

import (
	"runtime"
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

// What one device holds of a large body keeps the body only if memory is shared.
func TestUnmarshalOwnedKeepsNothingElse(t *testing.T) {
	body := []byte(`[{"name":"a","at":"2017-01-01T00:00:00Z","new":"b","tags":["c"],"parent":{"name":"d\u00e9"}},{"name":"` + strings.Repeat("x", 32<<20) + `"}]`)
	for _, c := range []struct {
		name   string
		decode func([]byte, any) error
		least  uint64
		most   uint64
	}{{"shared", odata.Unmarshal, 30 << 20, 1 << 40}, {"own", odata.UnmarshalOwned, 0, 8 << 20}} {
		var list []device
		if err := c.decode(body, &list); err != nil {
			t.Fatal(err)
		}
		first := list[0]
		list = nil
		before := heap()
		runtime.KeepAlive(&first)
		freed := before - min(before, heap())
		if freed < c.least || freed > c.most {
			t.Errorf("%s: one device kept %d bytes", c.name, freed)
		}
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
