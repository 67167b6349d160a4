package importer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/spec/overlay"
)

// The shipped overlay is in the embedded description: applying it once more changes no byte.
func TestApplyOfWhatIsAppliedChangesNothing(t *testing.T) {
	doc, placed := committed(t)
	shipped, err := overlay.Intune()
	if err != nil {
		t.Fatal(err)
	}
	result, err := importer.Apply(doc, placed, shipped)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{fmt.Sprintf("overlay intune.yaml: 0 applied, %d already in effect", len(shipped.Entries))}
	if diff := cmp.Diff(want, result.Report); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	for workload, doc := range result.Files {
		if diff := cmp.Diff(string(beta(t, workload)), written(t, doc)); diff != "" {
			t.Errorf("%s (-committed +applied):\n%s", workload, diff)
		}
	}
}

// A new entry changes the file of its type and no other.
func TestApplyOfANewEntry(t *testing.T) {
	doc, placed := committed(t)
	entry, err := overlay.Read("new.yaml", []byte("corrections:\n- {target: embeddedSIMActivationCodePool/displayName, class: readOnly, reason: r, link: 'https://example.com'}\n"))
	if err != nil {
		t.Fatal(err)
	}
	result, err := importer.Apply(doc, placed, entry)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"overlay new.yaml: 1 applied, 0 already in effect"}; !slices.Equal(result.Report, want) {
		t.Errorf("report %q; want %q", result.Report, want)
	}
	for workload, doc := range result.Files {
		if changed := written(t, doc) != string(beta(t, workload)); changed != (workload == "esim") {
			t.Errorf("%s: changed is %t", workload, changed)
		}
	}
	if text := written(t, result.Files["esim"]); !strings.Contains(text, "class: readOnly") {
		t.Error("the entry is not in the description")
	}
}

// Entries that can never have an effect are refused, all at once; those in effect are not.
func TestApplyRefusesTargetsThatDoNotExist(t *testing.T) {
	doc, placed := committed(t)
	const why = "reason: r, link: 'https://example.com'}\n"
	entries, err := overlay.Read("new.yaml", []byte("corrections:\n"+
		"- {target: embeddedSIMActivationCodePool/displayName, class: readOnly, "+why+
		"- {target: embeddedSIMActivationCodePool/activationCodes, mark: writeOnly, "+why+
		"- {target: embeddedSIMActivationCodePool, add: {$Kind: EntityType}, "+why+
		"- {target: embeddedSIMActivationCodePool/displyName, class: readOnly, "+why+
		"- {target: noSuchType/name, add: {$Type: Edm.String}, "+why+
		"- {target: embeddedSIMActivationCodePool, nullable: true, "+why))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"new.yaml:5:4: the description has no embeddedSIMActivationCodePool/displyName; did you mean embeddedSIMActivationCodePool/displayName",
		"new.yaml:6:4: the description has no type noSuchType to add name to; correct the target, or remove the entry",
		"new.yaml:7:4: nullable is not a valid change of embeddedSIMActivationCodePool; see docs/overlay.md for the nodes that each change is for",
	}
	_, err = importer.Apply(doc, placed, entries)
	if err == nil {
		t.Fatal("no error")
	}
	if diff := cmp.Diff(want, strings.Split(err.Error(), "\n")); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

// committed returns the embedded description, and the file of each of its types.
func committed(t *testing.T) (*spec.Document, map[string]string) {
	t.Helper()
	files, err := filepath.Glob("../beta/*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	placed := map[string]string{}
	for _, file := range files {
		workload := strings.TrimSuffix(filepath.Base(file), ".yaml")
		doc, err := csdljson.Read(file, beta(t, workload))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Schemas {
			for _, one := range s.Types {
				placed[s.Namespace+"."+one.Name] = workload
			}
			for _, one := range s.Enums {
				placed[s.Namespace+"."+one.Name] = workload
			}
		}
	}
	whole, err := csdljson.ReadFS(os.DirFS("../beta"), "../beta")
	if err != nil {
		t.Fatal(err)
	}
	return whole, placed
}

func beta(t *testing.T, workload string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../beta", workload+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func written(t *testing.T, doc *spec.Document) string {
	t.Helper()
	text, err := csdljson.Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
