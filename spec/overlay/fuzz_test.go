package overlay_test

import (
	"os"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/overlay"
	"github.com/intunegen/intunegen/test/corrupt"
)

// FuzzApply proves that no overlay makes reading or correcting panic, that what it reports has a
// place, and that what a corrected description of sense says can be written and read again.
func FuzzApply(f *testing.F) {
	for _, entry := range []string{"target: policy/size\n  add: {$Type: api.size, $Nullable: true}", "target: '*/*Password'\n  mark: secret",
		"target: assign(api.policy)/assignments\n  remove: true", "target: PATCH /policies/{policyId}\n  clouds: {china: false}",
		"target: policy/count\n  type: Collection(size)", "target: policy/settings\n  changedBy: assign", "target: policy\n  alias: rule"} {
		f.Add("corrections:\n- " + entry + "\n  reason: because\n  link: https://example.com/why\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := overlay.Read("o.yaml", []byte(text))
		if err != nil {
			placed(t, err)
			return
		}
		doc, err := csdljson.Read("before.yaml", []byte(before))
		if err != nil {
			t.Fatal(err)
		}
		for _, idle := range file.Apply(doc).Idle {
			placed(t, idle)
		}
		if err := spec.Check(doc); err != nil {
			placed(t, err)
			return
		}
		out, err := csdljson.Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := csdljson.Read("after.yaml", out); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// The shipped overlay, cut off and changed at random, is refused or read.
func TestDamaged(t *testing.T) {
	data, err := os.ReadFile("intune.yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	count := corrupt.Try(t, data, func(damaged []byte) error {
		file, err := overlay.Read("o.yaml", damaged)
		if err != nil {
			placed(t, err)
			return err
		}
		for _, idle := range file.Apply(doc).Idle {
			placed(t, idle)
		}
		return nil
	})
	t.Log(count)
}

// placed checks that each line of an error begins with a file.
func placed(t *testing.T, err error) {
	t.Helper()
	if !strings.HasPrefix(err.Error(), "o.yaml") && !strings.HasPrefix(err.Error(), "before.yaml") {
		t.Errorf("%q has no place", err)
	}
}
