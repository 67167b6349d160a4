package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
		{"nonsense"}, {"import"}, {"serve", "x"}, {"serve", "--at", "nowhere:x"}, {"serve", "--metadata", "missing.csdl"}, {"generate", "--out", "/dev/null/x"},
	} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}

// A slice compiles in a module of its own.
func TestSliceCompilesDownstream(t *testing.T) {
	dir := downstream(t)
	for _, typ := range []string{"embeddedSIMActivationCodePool", "win32LobApp", "deviceManagementConfigurationPolicy"} {
		if code := run([]string{"generate", "--type", typ, "--out", filepath.Join(dir, strings.ToLower(typ))}); code != 0 {
			t.Fatalf("generate %s: %d", typ, code)
		}
	}
	for out, operation := range map[string]string{"wipe": "/deviceManagement/managedDevices/{id}/wipe", "apps": "GET /deviceAppManagement/mobileApps"} {
		if code := run([]string{"generate", "--operation", operation, "--out", filepath.Join(dir, out)}); code != 0 {
			t.Fatalf("generate %s: %d", operation, code)
		}
	}
	goCommand(t, dir, "build", "./...")
}

// Corrections reach the package; one without effect stops everything.
func TestOverlays(t *testing.T) {
	dir := t.TempDir()
	write := func(name, entry string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		text := "corrections:\n- " + entry + "\n  reason: a test\n  link: https://example.com\n"
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	good := write("good.yaml", "target: embeddedSIMActivationCodePool/newest\n  add: {$Type: Edm.Int64, $Nullable: true}")
	idle := write("idle.yaml", "target: embeddedSIMActivationCodePool/activationCodes\n  mark: writeOnly")
	out := filepath.Join(dir, "esim")
	generate := []string{"generate", "--type", "embeddedSIMActivationCodePool", "--out", out, "--overlay"}
	if code := run(append(generate, idle)); code != exitBad {
		t.Errorf("without effect: %d; want %d", code, exitBad)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a correction without effect, yet something was written")
	}
	if code := run(append(generate, good)); code != 0 {
		t.Errorf("generate: %d", code)
	}
	text, err := os.ReadFile(filepath.Join(out, "embeddedsimactivationcodepool.go"))
	if err != nil || !strings.Contains(string(text), "Newest odata.Field[int64]") {
		t.Errorf("the added property is not generated: %v", err)
	}
	for file, want := range map[string]int{good: 0, idle: exitBad, filepath.Join(dir, "none.yaml"): exitBad} {
		if code := run([]string{"overlay", "lint", file}); code != want {
			t.Errorf("lint %s: %d; want %d", filepath.Base(file), code, want)
		}
	}
}

// A comparison ends with 1 when something breaks, with 0 otherwise.
func TestDiffExitCodes(t *testing.T) {
	old := filepath.Join(t.TempDir(), "api.xml")
	write := func(property string) {
		t.Helper()
		text := `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>` +
			`<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="a">` + property + `</ComplexType></Schema></edmx:DataServices></edmx:Edmx>`
		if err := os.WriteFile(old, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.com"}, args...)...)
		c.Dir = filepath.Dir(old)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write(`<Property Name="p" Type="Edm.String"/>`)
	git("init", "-q")
	git("add", ".")
	git("commit", "-qm", "first")
	write(`<Property Name="p" Type="Edm.String"/><Property Name="q" Type="Edm.String"/>`)
	if code := run([]string{"diff", "--from-git", "HEAD", old}); code != 0 {
		t.Errorf("a property added: %d", code)
	}
	write(``)
	if code := run([]string{"diff", "--from-git", "HEAD", "--format", "json", old}); code != exitStale {
		t.Errorf("a property removed: %d", code)
	}
	for _, bad := range [][]string{{"diff", old}, {"diff", "--from-git", "none", old}, {"diff", "--format", "xml", old, old}, {"diff", old, old + "x"}} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}
