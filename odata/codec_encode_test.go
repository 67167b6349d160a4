package odata_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestEncodeErrorsSayWhere(t *testing.T) {
	cycle := &device{}
	cycle.Parent = odata.Set(cycle)
	extra := devicePatch{}
	if err := extra.Extra.Set("name", "x"); err != nil {
		t.Fatal(err)
	}
	for want, v := range map[string]any{
		`odata: device.parts[1].parent: is nil; use odata.Null to send null`:                       &device{Parts: odata.Set([]device{{}, {Parent: odata.Set[*device](nil)}})},
		`odata: device.targets[0]: is nil; use odata.Null to send null`:                            device{Targets: odata.Set([]anyTarget{nil})},
		`odata: device.tags[1]: is not valid UTF-8`:                                                &device{Tags: odata.Set([]string{"a", "long enough \xff for words"})},
		`odata: [1].name: is not valid UTF-8`:                                                      []device{{}, {Name: odata.Set("\xed")}},
		`odata: device: nested over 10000 levels; does it contain itself?`:                         cycle,
		`odata: devicePatch.name: is a property of devicePatch and in its Extra; set the property`: extra,
		`odata: cannot encode a nil *odata_test.device`:                                            (*device)(nil),
		`odata: cannot encode a int; want a model, a patch or a slice of them`:                     5,
		`odata: cannot encode nil; want a model, a patch or a slice of them`:                       nil,
	} {
		if _, err := odata.Marshal(v); err == nil || err.Error() != want {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

func TestSetAfterAMisfitWins(t *testing.T) {
	var d device
	if err := odata.Unmarshal([]byte(`{"count":"many"}`), &d); err != nil {
		t.Fatal(err)
	}
	d.Count = odata.Set[int32](2)
	if b, err := odata.Marshal(&d); err != nil || string(b) != `{"count":2}` {
		t.Errorf("got %s, %v", b, err)
	}
}

func TestEncodeStringsOfEveryLength(t *testing.T) {
	for n := range 40 {
		for _, special := range []string{"", "\"", "\\", "\n", "\x1f", "é", "한", "\U0001F600", "\xed\xa0\x80", "\xed\x9f\xbf\xed\xbf\xbf\""} {
			text := strings.Repeat("a", n) + special + strings.Repeat("b", 40-n)
			b, err := odata.Marshal(&device{Name: odata.Set(text)})
			if err != nil {
				t.Fatal(err)
			}
			var back device
			if err := odata.Unmarshal(b, &back); err != nil || odata.GetOr(back.Name, "") != text {
				t.Errorf("%q became %s, %v", text, b, err)
			}
		}
	}
}

func TestSecretsOfEveryLength(t *testing.T) {
	for n := range 200 {
		for _, end := range []string{"", "\"é\n"} {
			text := strings.Repeat("s", n) + end
			b, err := odata.Marshal([]device{{Pass: odata.Set(odata.NewSecret(text))}, {Pass: odata.Set(odata.NewSecret("next"))}})
			var back []device
			if err == nil {
				err = odata.Unmarshal(b, &back)
			}
			if err != nil || odata.GetOr(back[0].Pass, odata.Secret{}).Reveal() != text || odata.GetOr(back[1].Pass, odata.Secret{}).Reveal() != "next" {
				t.Errorf("%q became %s, %v", text, b, err)
			}
		}
	}
}

func TestEncodeAllocations(t *testing.T) {
	d := &device{Name: odata.Set("n"), Count: odata.Set[int32](1), Tags: odata.Set([]string{"a", "b"}), Parts: odata.Set([]device{{}, {}}),
		Pass: odata.Set(odata.NewSecret(strings.Repeat("s", 100))), Targets: odata.Set([]anyTarget{&groupTarget{}})}
	b := make([]byte, 0, 1000)
	if n := testing.AllocsPerRun(100, func() {
		if _, err := odata.Append(b, d); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations for a buffer with room; want none", n)
	}
	// The body takes one. The patch stays on the caller's stack.
	if n := testing.AllocsPerRun(100, func() {
		patch := devicePatch{Name: odata.Set("n"), Count: odata.Set[int32](1)}
		if _, err := odata.PatchBody(&patch); err != nil {
			t.Fatal(err)
		}
	}); n > 1 && !raced {
		t.Errorf("%v allocations for a body; want 1", n)
	}
}
