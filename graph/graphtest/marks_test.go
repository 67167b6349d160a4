package graphtest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// Starting with all of Intune is cheap enough for every test to have a server of its own.
func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		graphtest.New(b, intunebeta.Schema())
	}
}

// wholeDevice returns the JSON of a managed device with every property.
func wholeDevice(t testing.TB) string {
	server := graphtest.New(&recorder{}, intunebeta.Schema())
	return string(server.Example("microsoft.graph.managedDevice"))
}

// The bounds that test/bench/RESULTS.md has the figures of.
func TestMarks(t *testing.T) {
	start, before := time.Now(), heap()
	server := graphtest.New(t, intunebeta.Schema())
	if took := time.Since(start); took > time.Second {
		t.Errorf("starting took %s", took)
	}
	if took := heap() - before; took > 20<<20 {
		t.Errorf("starting took %d MB", took>>20)
	}
	device := wholeDevice(t)
	const n = 10_000
	before, size := heap(), 0
	for i := range n {
		one := strings.Replace(device, `"Device Name value"`, fmt.Sprintf(`"device %d"`, i), 1)
		size += len(one)
		server.Put("/deviceManagement/managedDevices/"+fmt.Sprint(i), one)
	}
	held := heap() - before
	t.Logf("%d devices of %d bytes: %.2f of their JSON", n, len(device), float64(held)/float64(size))
	if held > 2*size {
		t.Errorf("%d devices take %.2f of their JSON; want at most 2", n, float64(held)/float64(size))
	}
	w := &wire{t, server}
	start = time.Now()
	w.want(200, `"deviceName":"device 9999"`, "GET", "/deviceManagement/managedDevices?$filter=deviceName%20eq%20'device%209999'", "")
	t.Logf("the filter took %s", time.Since(start))
	runtime.KeepAlive(server)
}

// heap returns the bytes that are in use.
func heap() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
