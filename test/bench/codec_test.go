package bench

import (
	"encoding/json"
	"reflect"
	"syscall"
	"testing"
	"time"

	"github.com/bytedance/sonic"
	"github.com/go-faster/jx"
	jsonv2 "github.com/go-json-experiment/json"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// devices is a page as a list of managed devices gives it.
type devices struct {
	Value odata.Field[[]intunebeta.ManagedDevice] `odata:"value"`
	Extra odata.Extra                             `odata:""`
}

var (
	page     = Page(new(intunebeta.ManagedDevice), 1000, 1)
	peerPage = pagePointers(reflect.TypeFor[intunebeta.ManagedDevice]())
)

type decode struct {
	name string
	into func(data []byte, v any) error
}

var decoders = []decode{
	{"encoding-json", json.Unmarshal},
	{"json-experiment", func(data []byte, v any) error { return jsonv2.Unmarshal(data, v) }},
	{"sonic", sonic.Unmarshal},
	{"jx-validate", func(data []byte, _ any) error { return jx.DecodeBytes(data).Validate() }},
}

func BenchmarkDecode(b *testing.B) {
	b.Run("odata", func(b *testing.B) {
		measure(b, func() error { return odata.Unmarshal(page, new(devices)) })
	})
	for _, d := range decoders {
		b.Run(d.name, func(b *testing.B) {
			measure(b, func() error { return d.into(page, reflect.New(peerPage).Interface()) })
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	v := new(devices)
	if err := odata.Unmarshal(page, v); err != nil {
		b.Fatal(err)
	}
	b.Run("odata", func(b *testing.B) {
		measure(b, func() error { _, err := odata.Marshal(v); return err })
	})
	b.Run("odata-append", func(b *testing.B) {
		var buffer []byte
		measure(b, func() (err error) { buffer, err = odata.Append(buffer[:0], v); return err })
	})
	peer := reflect.New(peerPage).Interface()
	if err := json.Unmarshal(page, peer); err != nil {
		b.Fatal(err)
	}
	b.Run("encoding-json", func(b *testing.B) { measure(b, func() error { _, err := json.Marshal(peer); return err }) })
	b.Run("json-experiment", func(b *testing.B) { measure(b, func() error { _, err := jsonv2.Marshal(peer); return err }) })
	b.Run("sonic", func(b *testing.B) { measure(b, func() error { _, err := sonic.Marshal(peer); return err }) })
}

func measure(b *testing.B, do func() error) { measureBytes(b, int64(len(page)), do) }

// measureBytes is measure for another number of bytes.
func measureBytes(b *testing.B, size int64, do func() error) {
	b.SetBytes(size)
	b.ReportAllocs()
	before := cpuTime(b)
	for b.Loop() {
		if err := do(); err != nil {
			b.Fatal(err)
		}
	}
	spent := cpuTime(b) - before
	b.ReportMetric(float64(size)*float64(b.N)/1e6/spent.Seconds(), "MB/cpu-s")
}

// cpuTime returns the processor time of the process, garbage collection included: what other
// processes do does not change it much.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkPatchBody builds patches of ten properties and encodes them, a thousand in each run.
func BenchmarkPatchBody(b *testing.B) {
	const bodies = 1000
	before := cpuTime(b)
	for b.Loop() {
		for range bodies {
			patchBody(b)
		}
	}
	b.ReportMetric(float64((cpuTime(b)-before).Nanoseconds())/float64(b.N*bodies), "cpu-ns/body")
	b.ReportMetric(testing.AllocsPerRun(bodies, func() { patchBody(b) }), "allocs/body")
}

func patchBody(b *testing.B) {
	patch := intunebeta.WindowsUpdateForBusinessConfigurationPatch{
		Description:                        odata.Set("Description value"),
		DisplayName:                        odata.Set("Display Name value"),
		AutomaticUpdateMode:                odata.Set(intunebeta.AutomaticUpdateMode("notifyDownload")),
		MicrosoftUpdateServiceAllowed:      odata.Set(true),
		DriversExcluded:                    odata.Set(false),
		QualityUpdatesDeferralPeriodInDays: odata.Set[int32](2),
		FeatureUpdatesDeferralPeriodInDays: odata.Set[int32](3),
		QualityUpdatesPaused:               odata.Set(false),
		FeatureUpdatesPaused:               odata.Set(true),
		UpdateWeeks:                        odata.Null[intunebeta.WindowsUpdateForBusinessUpdateWeeks](),
	}
	if _, err := odata.PatchBody(&patch); err != nil {
		b.Fatal(err)
	}
}
