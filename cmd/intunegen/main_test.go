package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/internal/corpus"
)

func TestExitCodes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "esim")
	slice := []string{"generate", "--type", "embeddedSIMActivationCodePool", "--out", dir}
	if code := run(append(slice, "--check")); code != exitStale {
		t.Errorf("--check of nothing: %d; want %d", code, exitStale)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("--check wrote")
	}
	if code := run(slice); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	if code := run(append(slice, "--check")); code != 0 {
		t.Errorf("--check of what was just written: %d", code)
	}
	for _, bad := range [][]string{
		{"generate"}, {"generate", "--out", dir, "--type", "noSuchType"}, {"generate", "--out", dir, "--metadata", "missing.csdl"},
		{"nonsense"}, {"import"}, {"generate", "--out", "/dev/null/x"},
	} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}

// A slice compiles in a module of its own.
func TestSliceCompilesDownstream(t *testing.T) {
	dir := t.TempDir()
	root := corpus.Repository(t)
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "go.mod" {
			data = []byte(strings.Replace(string(data), "module github.com/intunegen/intunegen", "module example.com/downstream", 1) +
				"\nrequire github.com/intunegen/intunegen v0.0.0\nreplace github.com/intunegen/intunegen => " + root + "\n")
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, typ := range []string{"embeddedSIMActivationCodePool", "win32LobApp", "deviceManagementConfigurationPolicy"} {
		if code := run([]string{"generate", "--type", typ, "--out", filepath.Join(dir, strings.ToLower(typ))}); code != 0 {
			t.Fatalf("generate %s: %d", typ, code)
		}
	}
	build := exec.Command("go", "build", "./...")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
