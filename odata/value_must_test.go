package odata

import "testing"

func TestMustAndExtraOf(t *testing.T) {
	extra := Must(ExtraOf("a", 1, "@odata.type", "#n.T"))
	if raw, ok := extra.Get("a"); !ok || string(raw) != "1" || extra.Len() != 1 {
		t.Errorf("got a=%s of %v", raw, extra.Names())
	}
	for name, pairs := range map[string][]any{"odd": {"a"}, "no name": {1, 2}, "no JSON": {"a", func() {}}} {
		if e, err := ExtraOf(pairs...); err == nil || e.Len() != 0 {
			t.Errorf("%s: got %v, %v; want an error", name, e.Names(), err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("Must did not panic")
		}
	}()
	Must(ParseDuration("5 minutes"))
}

func TestETag(t *testing.T) {
	type model struct {
		Name  Field[string] `odata:"name"`
		Extra Extra         `odata:"#n.T"`
	}
	for text, want := range map[string]string{
		`{"@odata.etag":"W/\"1\"","name":"a"}`: `W/"1"`,
		`{"@odata.etag":5}`:                    "",
		`{}`:                                   "",
	} {
		var m model
		if err := Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		if got := ETag(&m); got != want {
			t.Errorf("%s: got %q; want %q", text, got, want)
		}
	}
	if got := ETag(nil) + ETag("a") + ETag((*model)(nil)); got != "" {
		t.Errorf("a value that is not a model has the ETag %q", got)
	}
}
