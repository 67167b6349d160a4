package generated_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

type mode string

type part struct {
	Size  odata.Field[int32] `odata:"size"`
	Extra odata.Extra        `odata:"microsoft.graph.part"`
}

// kinds has a property of each kind. It stands for a generated patch type: the tags are what the
// generator writes, as the case models/property-kinds shows.
type kinds struct {
	Text    odata.Field[string]          `odata:"text"`
	Secret  odata.Field[odata.Secret]    `odata:"secret"`
	Flag    odata.Field[bool]            `odata:"flag"`
	Byte    odata.Field[uint8]           `odata:"byte"`
	SByte   odata.Field[int8]            `odata:"sbyte"`
	Short   odata.Field[int16]           `odata:"short"`
	Count   odata.Field[int32]           `odata:"count"`
	Big     odata.Field[int64]           `odata:"big"`
	Single  odata.Field[float32]         `odata:"single"`
	Double  odata.Field[float64]         `odata:"double"`
	Decimal odata.Field[odata.Decimal]   `odata:"decimal"`
	At      odata.Field[odata.Time]      `odata:"at"`
	Day     odata.Field[odata.Date]      `odata:"day"`
	Clock   odata.Field[odata.TimeOfDay] `odata:"clock"`
	Span    odata.Field[odata.Duration]  `odata:"span"`
	GUID    odata.Field[odata.GUID]      `odata:"guid"`
	Bytes   odata.Field[odata.Binary]    `odata:"bytes"`
	Mode    odata.Field[mode]            `odata:"mode"`
	Part    odata.Field[*part]           `odata:"part"`
	Texts   odata.Field[[]string]        `odata:"texts"`
	Modes   odata.Field[[]mode]          `odata:"modes"`
	Parts   odata.Field[[]part]          `odata:"parts"`
	Raw     odata.Field[odata.Raw]       `odata:"raw"`
	Extra   odata.Extra                  `odata:"#microsoft.graph.kinds"`
}

func must[T any](v T, err error) odata.Field[T] {
	if err != nil {
		panic(err)
	}
	return odata.Set(v)
}

// states are patches with one property each, in the order of kinds.
var states = []struct {
	state string
	patch kinds
}{
	{"absent", kinds{}},
	{"text value", kinds{Text: odata.Set("Käse \"<&>\" \u2028")}},
	{"text zero", kinds{Text: odata.Set("")}},
	{"text null", kinds{Text: odata.Null[string]()}},
	{"secret value", kinds{Secret: odata.Set(odata.NewSecret("s3cret"))}},
	{"secret zero", kinds{Secret: odata.Set(odata.NewSecret(""))}},
	{"secret null", kinds{Secret: odata.Null[odata.Secret]()}},
	{"flag value", kinds{Flag: odata.Set(true)}},
	{"flag zero", kinds{Flag: odata.Set(false)}},
	{"flag null", kinds{Flag: odata.Null[bool]()}},
	{"byte value", kinds{Byte: odata.Set[uint8](255)}},
	{"byte zero", kinds{Byte: odata.Set[uint8](0)}},
	{"byte null", kinds{Byte: odata.Null[uint8]()}},
	{"sbyte value", kinds{SByte: odata.Set[int8](-128)}},
	{"sbyte zero", kinds{SByte: odata.Set[int8](0)}},
	{"sbyte null", kinds{SByte: odata.Null[int8]()}},
	{"short value", kinds{Short: odata.Set[int16](-32768)}},
	{"short zero", kinds{Short: odata.Set[int16](0)}},
	{"short null", kinds{Short: odata.Null[int16]()}},
	{"count value", kinds{Count: odata.Set[int32](math.MinInt32)}},
	{"count zero", kinds{Count: odata.Set[int32](0)}},
	{"count null", kinds{Count: odata.Null[int32]()}},
	{"big value", kinds{Big: odata.Set[int64](math.MaxInt64)}},
	{"big zero", kinds{Big: odata.Set[int64](0)}},
	{"big null", kinds{Big: odata.Null[int64]()}},
	{"single value", kinds{Single: odata.Set[float32](0.1)}},
	{"single zero", kinds{Single: odata.Set[float32](0)}},
	{"single null", kinds{Single: odata.Null[float32]()}},
	{"double value", kinds{Double: odata.Set(1e-7)}},
	{"double infinite", kinds{Double: odata.Set(math.Inf(-1))}},
	{"double not a number", kinds{Double: odata.Set(math.NaN())}},
	{"double zero", kinds{Double: odata.Set(0.0)}},
	{"double null", kinds{Double: odata.Null[float64]()}},
	{"decimal value", kinds{Decimal: must(odata.ParseDecimal("79228162514264337593543950335.10"))}},
	{"decimal zero", kinds{Decimal: odata.Set(odata.Decimal{})}},
	{"decimal null", kinds{Decimal: odata.Null[odata.Decimal]()}},
	{"at value", kinds{At: must(odata.ParseTime("2017-01-01T00:02:43.5775965-08:00"))}},
	{"at zero", kinds{At: odata.Set(odata.Time{})}},
	{"at null", kinds{At: odata.Null[odata.Time]()}},
	{"day value", kinds{Day: must(odata.ParseDate("2017-01-31"))}},
	{"day zero", kinds{Day: odata.Set(odata.Date{})}},
	{"day null", kinds{Day: odata.Null[odata.Date]()}},
	{"clock value", kinds{Clock: must(odata.ParseTimeOfDay("12:00:05.1234567"))}},
	{"clock zero", kinds{Clock: odata.Set(odata.TimeOfDay{})}},
	{"clock null", kinds{Clock: odata.Null[odata.TimeOfDay]()}},
	{"span value", kinds{Span: must(odata.ParseDuration("-PT3M22.1587532S"))}},
	{"span zero", kinds{Span: odata.Set(odata.Duration{})}},
	{"span null", kinds{Span: odata.Null[odata.Duration]()}},
	{"guid value", kinds{GUID: must(odata.ParseGUID("ec308741-8741-ec30-4187-30ec418730ec"))}},
	{"guid zero", kinds{GUID: odata.Set(odata.GUID{})}},
	{"guid null", kinds{GUID: odata.Null[odata.GUID]()}},
	{"bytes value", kinds{Bytes: odata.Set(odata.BinaryOf([]byte("any carnal pleas")))}},
	{"bytes zero", kinds{Bytes: odata.Set(odata.Binary{})}},
	{"bytes null", kinds{Bytes: odata.Null[odata.Binary]()}},
	{"mode value", kinds{Mode: odata.Set[mode]("notYetKnown")}},
	{"mode zero", kinds{Mode: odata.Set[mode]("")}},
	{"mode null", kinds{Mode: odata.Null[mode]()}},
	{"part value", kinds{Part: odata.Set(&part{Size: odata.Set[int32](1)})}},
	{"part {}", kinds{Part: odata.Set(&part{})}},
	{"part null", kinds{Part: odata.Null[*part]()}},
	{"part nil", kinds{Part: odata.Set[*part](nil)}},
	{"texts value", kinds{Texts: odata.Set([]string{"a", ""})}},
	{"texts []", kinds{Texts: odata.Set([]string{})}},
	{"texts nil", kinds{Texts: odata.Set[[]string](nil)}},
	{"texts null", kinds{Texts: odata.Null[[]string]()}},
	{"modes value", kinds{Modes: odata.Set([]mode{"on", "off"})}},
	{"modes []", kinds{Modes: odata.Set([]mode{})}},
	{"modes null", kinds{Modes: odata.Null[[]mode]()}},
	{"parts value", kinds{Parts: odata.Set([]part{{Size: odata.Set[int32](1)}, {}})}},
	{"parts []", kinds{Parts: odata.Set([]part{})}},
	{"parts null", kinds{Parts: odata.Null[[]part]()}},
	{"raw value", kinds{Raw: must(odata.RawOf(map[string]any{"b": []int{1}}))}},
	{"raw null", kinds{Raw: odata.Null[odata.Raw]()}},
}

// Every kind of property is sent as what was set: absent, a value, zero, null, [] or {}.
func TestPropertyKinds(t *testing.T) {
	var out strings.Builder
	for _, s := range states {
		body, err := odata.PatchBody(s.patch)
		if err != nil {
			body = []byte(err.Error())
		}
		fmt.Fprintf(&out, "%-20s %s\n", s.state, body)
	}
	equal(t, "bodies", sections(t, "property-kinds.txtar")["bodies"], out.String())
	for i := range reflect.TypeFor[kinds]().NumField() - 1 {
		wire := reflect.TypeFor[kinds]().Field(i).Tag.Get("odata")
		if !strings.Contains(out.String(), "\n"+wire+" null") || !strings.Contains(out.String(), "\n"+wire+" value") {
			t.Errorf("no case sends %s with a value and null", wire)
		}
	}
}
