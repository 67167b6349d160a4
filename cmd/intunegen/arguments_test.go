package main

import (
	"os"
	"path/filepath"
	"testing"
)

// What becomes Go is checked before anything is read or written.
func TestFaultA6_Arguments(t *testing.T) {
	dir := t.TempDir()
	request := filepath.Join(dir, "request.http")
	if err := os.WriteFile(request, []byte("GET /deviceManagement/managedDevices/5\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out")
	for _, arguments := range [][]string{
		{"snippet", "--func", "x(){};func init", request},
		{"snippet", "--package", "x\nimport _ \"os/exec\"", request},
		{"snippet", "--import", "C", request},
		{"generate", "--out", out, "--package", "documentation"},
		{"generate", "--out", out, "--package", "x;import"},
		{"generate", "--out", out, "--package", "main"},
		{"generate", "--out", out, "--package", "init"},
		{"generate", "--out", out, "--package", "x_test"},
		{"generate", "--out", filepath.Join(dir, "documentation")},
		{"generate", "--out", out, "--package", "p", "--type", "x\nfunc init() {}"},
		{"generate", "--out", out, "--package", "p", "--operation", "GET /x\n`"},
		{"generate", "--out", out, "--package", "p", "--cloud", "x\n"},
	} {
		if code := run(arguments); code != exitBad {
			t.Errorf("%q: %d; want %d", arguments, code, exitBad)
		}
		if _, err := os.Stat(out); err == nil {
			t.Fatalf("%q: something is written", arguments)
		}
	}
}
