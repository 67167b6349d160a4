package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func writeFile(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A module of its own generates by Go's tool directive and go generate, from its configuration.
func TestGoGenerateDownstream(t *testing.T) {
	dir := downstream(t)
	writeFile(t, filepath.Join(dir, "graph", "gen.go"), "package graph\n\n//go:generate go tool intunegen generate\n")
	writeFile(t, filepath.Join(dir, "graph", "intunegen.yaml"), "output: ../esim\ntypes: [embeddedSIMActivationCodePool]\n")
	goCommand(t, dir, "generate", "./...")
	if _, err := os.Stat(filepath.Join(dir, "esim", "embeddedsimactivationcodepool.go")); err != nil {
		t.Error(err)
	}
	goCommand(t, dir, "build", "./...")
}

// files lists the generated files of a directory.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// The configuration says what is generated, flags override it, and one that is named must be there
// and be right.
func TestConfiguration(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if code := run([]string{"init"}); code != 0 {
		t.Fatalf("init: %d", code)
	}
	if code := run([]string{"init"}); code != exitBad {
		t.Errorf("init over a configuration: %d; want %d", code, exitBad)
	}
	if code := run([]string{"generate"}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	if !slices.Contains(files(t, "intune"), "embeddedsimactivationcodepool.go") {
		t.Error("the configured type is not generated")
	}
	if code := run([]string{"generate", "--type", "deviceCategory", "--out", "other"}); code != 0 {
		t.Fatalf("generate with flags: %d", code)
	}
	if other := files(t, "other"); !slices.Contains(other, "devicecategory.go") || slices.Contains(other, "embeddedsimactivationcodepool.go") {
		t.Errorf("flags do not override: %v", other)
	}
	writeFile(t, "bad.yaml", "outptu: x\n")
	writeFile(t, "pulled.yaml", "output: x\ninput: https://graph.example.com/beta/$metadata\n")
	for _, bad := range []string{"bad.yaml", "pulled.yaml", "none.yaml"} {
		if code := run([]string{"generate", "--config", bad, "--out", "x"}); code != exitBad {
			t.Errorf("--config %s: %d; want %d", bad, code, exitBad)
		}
	}
	if _, err := os.Stat("x"); err == nil {
		t.Error("something was written in spite of a bad configuration")
	}
}

// Slices by path, by workload and by type of the same thing are the same, and lie side by side.
func TestSlices(t *testing.T) {
	t.Chdir(t.TempDir())
	for out, selection := range map[string][]string{
		"a/esim": {"--operation", "/deviceManagement/embeddedSIM*"}, "b/esim": {"--type", "embeddedSIMActivationCodePool"},
		"d/esim": {"--workload", "esim"},
	} {
		if code := run(append([]string{"generate", "--out", out}, selection...)); code != 0 {
			t.Fatalf("%v: %d", selection, code)
		}
	}
	want := files(t, "b/esim")
	for _, out := range []string{"a/esim", "d/esim"} {
		for _, name := range want {
			one, err1 := os.ReadFile(filepath.Join("b/esim", name))
			other, err2 := os.ReadFile(filepath.Join(out, name))
			if name != "intunegen.lock" && (err1 != nil || err2 != nil || string(one) != string(other)) {
				t.Errorf("%s/%s differs: %v %v", out, name, err1, err2)
			}
		}
		if got := files(t, out); !slices.Equal(got, want) {
			t.Errorf("%s: %v; want %v", out, got, want)
		}
	}
	for _, bad := range [][]string{{"--operation", "/deviceManagement/nothing*"}, {"--operation", "DELETE /deviceManagement"}, {"--operation", "GET /deviceManagement/managedDevices/{id}/wipe"}, {"--workload", "nothing"}, {"--cloud", "mars"}} {
		if code := run(append([]string{"generate", "--out", "x/bad"}, bad...)); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}

// What no chosen cloud has is left out.
func TestClouds(t *testing.T) {
	t.Chdir(t.TempDir())
	for cloud, want := range map[string]bool{"china": false, "usgovl4": true} {
		out := filepath.Join(cloud, "intune")
		if code := run([]string{"generate", "--out", out, "--operation", "/deviceManagement", "--cloud", cloud}); code != 0 {
			t.Fatalf("%s: %d", cloud, code)
		}
		if got := slices.Contains(files(t, out), "virtualendpoint.go"); got != want {
			t.Errorf("%s: virtualEndpoint is there: %t; want %t", cloud, got, want)
		}
	}
}
