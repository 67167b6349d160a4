package msdocs

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/spec"
)

var update = flag.Bool("update", false, "write what is read into the archives")

// TestPages reads the folder in each archive of testdata and compares what it states with the
// archive's last file.
func TestPages(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, archive := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(archive), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(archive)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			last := len(a.Files) - 1
			for _, f := range a.Files[:last] {
				write(t, filepath.Join(dir, f.Name), f.Data)
			}
			folder, err := Read(filepath.Join(dir, "beta"))
			if err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(facts(folder), dir+"/", "")
			if diff := cmp.Diff(string(a.Files[last].Data), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
				if *update {
					a.Files[last].Data = []byte(got)
					write(t, archive, txtar.Format(a))
				}
			}
		})
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// facts writes what a folder states, a line a fact; what pages do not state is left out.
func facts(f *Folder) string {
	var out strings.Builder
	for _, op := range f.Operations {
		fmt.Fprintf(&out, "%s: %s %s of %s, status %d, date %q\n", op.Page, op.Kind, op.Verb, op.Type, op.Status, op.Date)
		for _, at := range op.HTTP {
			fmt.Fprintf(&out, "  path %s %s [%s]\n", at.Method, at.Path, at.Workflow)
			writeClouds(&out, "    ", at.Clouds)
			if at.Workflow != "" {
				own := op.Permissions.Of(at.Workflow)
				fmt.Fprintln(&out, "    needs", own.DelegatedWork, own.DelegatedPersonal, own.Application)
			}
		}
		writeClouds(&out, "  ", op.Clouds)
		p := op.Permissions
		for i, list := range [][]string{p.DelegatedWork, p.DelegatedPersonal, p.Application} {
			if list != nil {
				fmt.Fprintln(&out, "  permissions", []string{"delegated", "personal", "application"}[i], list)
			}
		}
		for _, property := range op.Properties {
			fmt.Fprintf(&out, "  property %s: %s (%s)\n", property.Name, property.Type, property.Notes)
		}
		for _, e := range op.Examples {
			text, _ := json.Marshal(e)
			fmt.Fprintf(&out, "  example %s\n", text)
		}
	}
	for _, r := range f.Resources {
		text, _ := json.Marshal(r)
		fmt.Fprintf(&out, "%s: %s\n", r.Page, text)
	}
	for _, problem := range f.Problems {
		fmt.Fprintf(&out, "%v\n", problem)
	}
	return out.String()
}

func writeClouds(out *strings.Builder, indent string, clouds Clouds) {
	for _, cloud := range []string{"global", "usgovl4", "usgovl5", "china"} {
		if yes, ok := clouds[cloud]; ok {
			fmt.Fprintln(out, indent+"cloud", cloud, yes)
		}
	}
}

func TestReadUnknownFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "no documentation here; name a folder") {
		t.Errorf("an empty folder: %v", err)
	}
	write(t, filepath.Join(dir, "operations.jsonl"), []byte("{}\n{\n"))
	if _, err := Read(dir); err == nil || !strings.Contains(err.Error(), "operations.jsonl:2:1: the line cannot be read") {
		t.Errorf("a broken line: %v", err)
	}
}

// TestTicks proves that each form of tick is known, and that nothing else is taken for one.
func TestTicks(t *testing.T) {
	for _, cell := range []string{"✅", "✔", "✔️", ":white_check_mark:", ":heavy_check_mark:", " Yes "} {
		if yes, known := tick(cell); !yes || !known {
			t.Errorf("%s: %t, known %t", cell, yes, known)
		}
	}
	for _, cell := range []string{"❌", "✖️", ":x:", "No"} {
		if yes, known := tick(cell); yes || !known {
			t.Errorf("%s: %t, known %t", cell, yes, known)
		}
	}
	for _, cell := range []string{"", "maybe", "✅ ❌"} {
		if _, known := tick(cell); known {
			t.Errorf("%q is taken for a tick", cell)
		}
	}
}

// FuzzPage proves that no page makes the reader panic, and that what it reports has a line.
func FuzzPage(f *testing.F) {
	f.Add("# Get x\n## HTTP request\n```http\nGET /x\n```\n|a|\n|Permission type|")
	f.Add("---\n<!--\n|Permission type|x|\n|x|y|\n```")
	f.Add("# x enum type\n|Member|\n|")
	f.Fuzz(func(t *testing.T, content string) {
		p := &page{file: "x.md", name: "intune-a-b-get"}
		p.cut(content)
		p.operation(map[string]string{})
		p.resource()
		if slices.ContainsFunc(p.problems, func(e *spec.Error) bool { return !strings.HasPrefix(e.Error(), "x.md:") }) {
			t.Error(p.problems)
		}
	})
}

// FuzzLines proves that no file of one JSON object a page makes the reader panic, and that what it
// reports has a line.
func FuzzLines(f *testing.F) {
	f.Add(`{"page":"intune-a-b-get","kind":"crud","http":[{"method":"GET","path":"/x"}],"permissions":{"application":["A.B"],"todo":["application:TODO"]}}` + "\n{}\n")
	f.Add(`{"page":"a","kind":"enum","members":[{"name":"x","value":1}],"properties":[{"name":"p","type":"String","possibleValues":["a"]}]}`)
	f.Add(`{"response":{"status":200,"headers":{"a":"b"},"body":null}}`)
	f.Fuzz(func(t *testing.T, content string) {
		var operations []Operation
		var resources []Resource
		for _, err := range []error{decodeLines("x.jsonl", strings.NewReader(content), &operations), decodeLines("x.jsonl", strings.NewReader(content), &resources)} {
			if err != nil && !strings.HasPrefix(err.Error(), "x.jsonl:") {
				t.Error(err)
			}
		}
		for i := range operations {
			operations[i].complete()
		}
	})
}
