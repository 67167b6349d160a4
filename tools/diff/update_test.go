package diff

import "testing"

// PUT beside PATCH, or for fewer bodies than before, takes nothing away.
func TestFaultD6_WiderUpdates(t *testing.T) {
	const none, all, settings, more, patch = "none", `{"verb":"PUT","source":"x"}`, `{"verb":"PUT","with":["settings"]}`, `{"verb":"PUT","with":["settings","apps"]}`, `{"verb":"PATCH"}`
	for _, test := range []struct {
		old, new string
		want     bool
	}{
		{all, settings, true}, {all, all, true}, {more, settings, true}, {settings, settings, true},
		{settings, more, false}, {settings, all, false}, {none, settings, false}, {none, all, false}, {all, none, false}, {settings, none, false}, {all, patch, false},
	} {
		if got := wider(test.old, test.new); got != test.want {
			t.Errorf("%s to %s: %v; want %v", test.old, test.new, got, test.want)
		}
	}
}
