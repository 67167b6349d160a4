package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/test/corpus"
)

// The documented update has the same bytes from packages generated from OpenAPI: from a description
// of our own, and from Microsoft's.
func TestUpdateFromOpenAPI(t *testing.T) {
	updateFrom(t, filepath.Join("testdata", "esim.yaml"))
	for _, name := range []string{"slice-ms-beta-2022-10-19-esim.yml", "slice-ms-beta-2024-10-01-esim.yml", "converted-2022-10-esim.openapi3.json"} {
		t.Run(name, func(t *testing.T) { updateFrom(t, corpus.File(t, "openapi", name)) })
	}
}

func updateFrom(t *testing.T, description string) {
	t.Helper()
	dir := downstream(t)
	if code := run([]string{"generate", "--openapi", description, "--out", filepath.Join(dir, "esim")}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	program, err := os.ReadFile(filepath.Join("testdata", "esim.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.go"), program, 0o644); err != nil {
		t.Fatal(err)
	}
	line, body, _ := strings.Cut(goCommand(t, dir, "run", "."), "\n")
	archive, err := txtar.ParseFile(filepath.Join(corpus.Repository(t), "test", "generated", "testdata", "update-embeddedsimactivationcodepool.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	want, _, _ := strings.Cut(string(archive.Files[0].Data), "\n")
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
	onWire := new(bytes.Buffer)
	if err := json.Indent(onWire, []byte(body), "", "  "); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(archive.Files[1].Data), onWire.String()+"\n"); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	if page := bytes.ReplaceAll(onWire.Bytes(), []byte("\n"), []byte("\r\n")); len(page) != 460 {
		t.Errorf("as on the page the body has %d bytes; want 460", len(page))
	}
}

// What is documented of operations is documented of beta, and said of no other version.
func TestOperationsOfAnotherVersion(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "esim.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(t.TempDir(), "v1.yaml")
	if err := os.WriteFile(other, bytes.ReplaceAll(text, []byte("/beta/"), []byte("/v1.0/")), 0o644); err != nil {
		t.Fatal(err)
	}
	for file, documented := range map[string]bool{filepath.Join("testdata", "esim.yaml"): true, other: false} {
		d, err := source.Source{OpenAPI: file}.Read()
		if err != nil {
			t.Fatal(err)
		}
		pkg, err := gen.Model(d.Doc, gen.Options{Name: "esim", Path: d.Path})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(pkg.Table.Rows) > 0; got != documented {
			t.Errorf("%s at %s: %d rows", file, d.Path, len(pkg.Table.Rows))
		}
	}
}

// downstream makes a module that requires this one.
func downstream(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("skipped: builds a module of its own; run without -short")
	}
	dir, root := t.TempDir(), corpus.Repository(t)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			data = []byte(strings.Replace(string(data), "module github.com/intunegen/intunegen", "module example.com/downstream", 1) +
				"\nrequire github.com/intunegen/intunegen v0.0.0\nreplace github.com/intunegen/intunegen => " + strconv.Quote(root) + "\n" +
				"\ntool github.com/intunegen/intunegen/cmd/intunegen\n")
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// goCommand runs the go command in a folder and returns its output.
func goCommand(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath -mod=mod", "GOWORK=off")
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, fault.Bytes())
	}
	return string(out)
}

// What an OpenAPI file cannot say is on the summary, and inputs that exclude each other are
// refused.
func TestOpenAPIFlags(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "esim")
	file := filepath.Join("testdata", "esim.yaml")
	for _, good := range [][]string{
		{"generate", "--openapi", file, "--out", dir, "--no-embedded-facts"},
		{"generate", "--openapi", file, "--out", dir},
		{"describe", "embeddedSIMActivationCodePool", "--openapi", file},
		{"diff", file, file},
	} {
		if code := run(good); code != 0 {
			t.Errorf("%v: %d", good, code)
		}
	}
	for _, bad := range [][]string{
		{"generate", "--openapi", file, "--metadata", file, "--out", dir}, {"describe", "noSuchType", "--openapi", file},
		{"generate", "--openapi", "missing.yaml", "--out", dir}, {"describe", "entity", "--metadata", file},
	} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}
