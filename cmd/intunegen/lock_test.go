package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Regenerating from what is unchanged touches no file, an edit by hand is not overwritten unless
// that is asked for, and a check says both.
func TestLock(t *testing.T) {
	t.Chdir(t.TempDir())
	generate := []string{"generate", "--out", "esim", "--type", "embeddedSIMActivationCodePool"}
	if code := run(generate); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	touched := age(t, "esim")
	for range 2 { // once by hash, once by time
		if code := run(generate); code != 0 {
			t.Fatalf("again: %d", code)
		}
		if names := touched(); names != nil {
			t.Errorf("%v were touched", names)
		}
	}
	file := filepath.Join("esim", "embeddedsimdevicestate.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, string(text)+"\n// A remark.\n")
	for _, c := range []struct {
		flag string
		want int
	}{{"--check", exitStale}, {"--check=false", exitBad}, {"--force", 0}, {"--check", 0}} {
		args := append(generate[:len(generate):len(generate)], c.flag)
		if code := run(args); code != c.want {
			t.Errorf("%v: %d; want %d", args, code, c.want)
		}
	}
	if again, err := os.ReadFile(file); err != nil || !bytes.Equal(again, text) {
		t.Errorf("--force has not restored the file: %v", err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if code := run(generate); code != 0 {
		t.Errorf("a removed file: %d", code)
	}
	if _, err := os.Stat(file); err != nil {
		t.Error("a removed file is not written again")
	}
	writeFile(t, filepath.Join("esim", "intunegen.lock"), "<<<<<<< HEAD\n")
	if code := run(generate); code != exitBad {
		t.Errorf("a damaged lock: %d; want %d", code, exitBad)
	}
}

// A description of one type.
func describeType(t *testing.T, name, properties string) {
	t.Helper()
	writeFile(t, "api.xml", `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="`+name+`">`+properties+`</ComplexType></Schema></edmx:DataServices></edmx:Edmx>`)
}

// A rename keeps the earlier name until the description changes again, whatever is regenerated
// meanwhile; what is gone is kept as long as the configuration says so.
func TestEarlierNamesAndParts(t *testing.T) {
	t.Chdir(t.TempDir())
	const a, b = `<Property Name="a" Type="Edm.String"/>`, `<Property Name="b" Type="Edm.String"/>`
	generate := []string{"generate", "--metadata", "api.xml", "--out", "api", "--keep-removed"}
	for i, step := range []struct {
		name, properties string
		more             []string
		alias, kept      bool
	}{
		{"plan", a + b, nil, false, false},
		{"devicePlan", a + b, nil, true, false},
		{"devicePlan", a + b, nil, true, false},
		{"devicePlan", a + b, []string{"--cloud", "china"}, true, false},
		{"devicePlan", a + b, nil, true, false},
		{"devicePlan", a, nil, false, true},
		{"devicePlan", a, nil, false, true},
		{"devicePlan", a + " ", nil, false, true},
		{"devicePlan", a, []string{"--keep-removed=false"}, false, false},
	} {
		describeType(t, step.name, step.properties)
		for _, check := range []string{"--check=false", "--check"} {
			if code := run(append(append(generate[:len(generate):len(generate)], step.more...), check)); code != 0 {
				t.Errorf("%d: %s: %d", i, check, code)
			}
		}
		_, err := os.Stat("api/deprecated.go")
		if (err == nil) != step.alias {
			t.Errorf("%d: the earlier name is there: %t; want %t", i, err == nil, step.alias)
		}
		file := filepath.Join("api", strings.ToLower(step.name)+".go")
		if text, err := os.ReadFile(file); err != nil || strings.Contains(string(text), "Deprecated: the service no longer describes it.") != step.kept {
			t.Errorf("%d: %v; kept must be %t:\n%s", i, err, step.kept, text)
		}
	}
}

// age sets the time of all files of a directory back, and returns a function that lists those that
// were written since.
func age(t *testing.T, dir string) (touched func() []string) {
	t.Helper()
	long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range files(t, dir) {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	return func() []string {
		var names []string
		for _, name := range files(t, dir) {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.ModTime().Equal(long) {
				names = append(names, name)
			}
		}
		return names
	}
}

// A change in one type rewrites the files that hold it, the lock and the description for run time.
func TestChangeRewritesOnlyWhatHoldsIt(t *testing.T) {
	t.Chdir(t.TempDir())
	const pool = `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="plan" Type="n.plan"/></EntityType>`
	const derived = `<ComplexType Name="bigPlan" BaseType="n.plan"/><ComplexType Name="apart"/>`
	generate := []string{"generate", "--metadata", "api.xml", "--out", "api"}
	for _, c := range []struct {
		types string
		want  []string
	}{
		{pool + derived + `<ComplexType Name="plan"/>`, nil},
		{pool + derived + `<ComplexType Name="plan"><Property Name="a" Type="Edm.String"/></ComplexType>`, []string{"bigplan.go", "intunegen.lock", "plan.go", "schema.go"}},
		{pool + derived + `<ComplexType Name="plan"><Property Name="a" Type="Edm.String"/></ComplexType><!-- said otherwise -->`, []string{"intunegen.lock"}},
		{pool + derived + `<ComplexType Name="plan"><Property Name="a" Type="Edm.String"/></ComplexType><!-- said otherwise -->`, nil},
	} {
		describeService(t, "api.xml", c.types)
		touched := func() []string { return nil }
		if _, err := os.Stat("api"); err == nil {
			touched = age(t, "api")
		}
		if code := run(generate); code != 0 {
			t.Fatalf("generate: %d", code)
		}
		if got := touched(); !slices.Equal(got, c.want) {
			t.Errorf("%v was written; want %v", got, c.want)
		}
	}
}

// A run of a released version trusts sizes and times of files, as make does; a check reads them.
func TestCheckReadsFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	generate := func(check bool) error {
		r := generateRun{version: "v1.2.3", out: "esim", types: []string{"embeddedSIMActivationCodePool"}, check: check}
		return r.run(io.Discard)
	}
	if err := generate(false); err != nil {
		t.Fatalf("generate: %v", err)
	}
	const file = "esim/doc.go"
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, file, strings.Replace(string(text), "typed", "TYPED", 1))
	for _, c := range []struct {
		time  time.Time
		check bool
		want  string
	}{{info.ModTime(), false, ""}, {info.ModTime(), true, "stale"}, {time.Now(), false, "edited by hand"}} {
		if err := os.Chtimes(file, c.time, c.time); err != nil {
			t.Fatal(err)
		}
		if err := generate(c.check); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("check %t: %v; want %q", c.check, err, c.want)
		}
	}
}
