package odata

import (
	"strings"
	"testing"
)

type timed struct {
	Start  Field[Time]    `odata:"start"`
	Days   Field[[]Time]  `odata:"days"`
	Inner  Field[*timed]  `odata:"inner"`
	Inners Field[[]timed] `odata:"inners"`
	Extra  Extra          `odata:"#test.timed"`
}

type timedPatch struct {
	Start Field[Time]   `odata:"start"`
	Days  Field[[]Time] `odata:"days"`
	Inner Field[*timed] `odata:"inner"`
	Extra Extra         `odata:"#test.timed"`
}

func mustTime(t *testing.T, text string) Time {
	t.Helper()
	at, err := ParseTime(text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

var zoneless = []string{"2026-01-01T00:00:00", "2026-01-01T00:00", "2026-01-01T00:00:00.1234567", "0001-01-01T00:00:00", "-0044-03-15T12:00:00"}

// A time without a zone that a program makes is refused in a body, wherever it is, by the
// property's name.
func TestFaultC11_MadeTimeWithoutZone(t *testing.T) {
	for _, text := range zoneless {
		at := mustTime(t, text)
		for place, patch := range map[string]timedPatch{
			"timedPatch.start":                 {Start: Set(at)},
			"timedPatch.days[1]":               {Days: Set([]Time{mustTime(t, "2026-01-01T00:00:00Z"), at})},
			"timedPatch.inner.start":           {Inner: Set(&timed{Start: Set(at)})},
			"timedPatch.inner.inners[0].start": {Inner: Set(&timed{Inners: Set([]timed{{Start: Set(at)}})})},
		} {
			if _, err := PatchBody(&patch); err == nil || !strings.Contains(err.Error(), place+": has no zone: "+text) || !strings.Contains(err.Error(), text+"Z") {
				t.Errorf("%s in a patch: %v", text, err)
			}
		}
		model := &timed{Start: Set(at)}
		for name, body := range map[string]func(any) ([]byte, error){"create": CreateBody, "action": ParamsBody} {
			if _, err := body(model); err == nil || !strings.Contains(err.Error(), "timed.start: has no zone") {
				t.Errorf("%s in a body to %s: %v", text, name, err)
			}
		}
		if _, err := Literal(at); err == nil {
			t.Errorf("%s in a URL was taken", text)
		}
		var read timedPatch
		if err := Unmarshal([]byte(`{"start":"`+text+`"}`), &read); err != nil {
			t.Fatal(err)
		}
		if _, err := PatchBody(&read); err == nil {
			t.Errorf("%s of a patch in a file was taken", text)
		}
	}
}

// One that was received so is kept as it is, and sent in UTC.
func TestFaultC11_ReceivedTimeWithoutZone(t *testing.T) {
	for _, text := range zoneless {
		received := `{"start":"` + text + `","days":["` + text + `"],"inner":{"start":"` + text + `"}}`
		var model timed
		if err := Unmarshal([]byte(received), &model); err != nil {
			t.Fatal(err)
		}
		if got, err := Marshal(&model); err != nil || string(got) != received {
			t.Errorf("got %s, %v; want %s", got, err, received)
		}
		clone, err := Clone(&model)
		if err != nil {
			t.Fatal(err)
		}
		patch, err := PatchOf[timedPatch](&model)
		if err != nil {
			t.Fatal(err)
		}
		want := `{"@odata.type":"#test.timed","start":"` + text + `Z","days":["` + text + `Z"],"inner":{"@odata.type":"#test.timed","start":"` + text + `Z"}}`
		for name, body := range map[string]func() ([]byte, error){
			"create":         func() ([]byte, error) { return CreateBody(&model) },
			"create a clone": func() ([]byte, error) { return CreateBody(clone) },
			"patch":          func() ([]byte, error) { return PatchBody(&patch) },
		} {
			if got, err := body(); err != nil || string(got) != want {
				t.Errorf("%s: got %s, %v; want %s", name, got, err, want)
			}
		}
		again, _ := Get(model.Start)
		model.Start = Set(again)
		if _, err := CreateBody(&model); err == nil {
			t.Errorf("%s, set anew, was taken", text)
		}
	}
}

// Times with a zone go out as they are.
func TestFaultC11_TimesWithZone(t *testing.T) {
	for _, text := range []string{"2026-01-01T00:00:00Z", "2026-01-01T00:00Z", "2026-01-01T00:00:00-08:00", "2026-01-01T00:00:00.5+05:30", "0001-01-01T00:00:00Z"} {
		got, err := PatchBody(&timedPatch{Start: Set(mustTime(t, text))})
		if want := `{"@odata.type":"#test.timed","start":"` + text + `"}`; err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	var zero timedPatch
	zero.Start = Set(Time{})
	if got, err := PatchBody(&zero); err != nil || !strings.Contains(string(got), "0001-01-01T00:00:00Z") {
		t.Errorf("got %s, %v", got, err)
	}
}

// A byte order mark before a text is not part of it. Inside the text it is not valid JSON.
func TestFaultC7_ByteOrderMark(t *testing.T) {
	var model timed
	if err := Unmarshal([]byte("\ufeff"+`{"start":"2026-01-01T00:00:00Z"}`), &model); err != nil || model.Start.IsZero() {
		t.Errorf("got %v", err)
	}
	var list []*timed
	if err := Unmarshal([]byte("\ufeff \n"+`[{"start":"2026-01-01T00:00:00Z"}]`), &list); err != nil || len(list) != 1 {
		t.Errorf("got %v", err)
	}
	if err := UnmarshalOwned([]byte("\ufeff{}"), &model); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"\ufeff", "\ufeff\ufeff{}", "{\ufeff}", "{}\ufeff"} {
		if err := Unmarshal([]byte(text), &model); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}
