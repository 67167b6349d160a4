package odata_test

import (
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestFaultF6_IntegersWrittenOut(t *testing.T) {
	for text, want := range map[string]int64{
		`1.0`: 1, `1e3`: 1000, `1E+3`: 1000, `-0`: 0, `-0.0`: 0, `0e99999`: 0, `-1.20e1`: -12, `12.5e1`: 125, `100e-2`: 1, `1000.000`: 1000,
		`2147483647.0`: 2147483647, `-2.147483648e9`: -2147483648, `0.001e3`: 1,
	} {
		d := decoded[device](t, `{"count":`+text+`}`)
		if got, ok := odata.Get(d.Count); !ok || int64(got) != want {
			t.Errorf("%s: got %d, %v; want %d", text, got, ok, want)
		}
		roundTrip(t, `{"count":`+text+`,"big":`+text+`}`)
	}
	for _, text := range []string{`1.5`, `1e30`, `1e-1`, `2147483648.0`, `-2147483649e0`, `1e99999999999999999999`, `12e-2`, `"1"`} {
		if d := decoded[device](t, `{"count":`+text+`}`); !d.Count.IsZero() || len(odata.Misfits(d)) != 1 {
			t.Errorf("%s fits: %v", text, d.Count)
		}
		roundTrip(t, `{"count":`+text+`}`)
	}
	for text, want := range map[string]int64{`9223372036854775807.0`: 9223372036854775807, `-9223372036854775808.0`: -9223372036854775808, `9.223372036854775807e18`: 9223372036854775807} {
		if d := decoded[device](t, `{"big":`+text+`}`); odata.GetOr(d.Big, 0) != want {
			t.Errorf("%s: got %d", text, odata.GetOr(d.Big, 0))
		}
	}
	for _, text := range []string{`01`, `01.0`, `1.`, `1e`, `-`, `1.e3`, `00`, `-00`} {
		if err := odata.Unmarshal([]byte(`{"count":`+text+`}`), new(device)); err == nil {
			t.Errorf("%s was accepted", text)
		}
	}
}
