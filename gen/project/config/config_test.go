package config_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen/project/config"
)

func TestRead(t *testing.T) {
	got, err := config.Read("sub/intunegen.yaml", []byte(`package: esim
output: internal/esim
input: metadata.xml
types: [mobileApp]
operations: ["/deviceManagement/embeddedSIM*"]
workloads: [esim]
overlays: [a.yaml, /b.yaml]
clouds: [china]
embeddedFacts: false
keepRemoved: true
`))
	if err != nil {
		t.Fatal(err)
	}
	want := &config.Config{Package: "esim", Output: filepath.Join("sub", "internal", "esim"), Input: filepath.Join("sub", "metadata.xml"), Types: []string{"mobileApp"},
		Operations: []string{"/deviceManagement/embeddedSIM*"}, Workloads: []string{"esim"}, Overlays: []string{filepath.Join("sub", "a.yaml"), "/b.yaml"},
		Clouds: []string{"china"}, NoFacts: true, KeepGone: true, Asked: got.Asked}
	if at := got.Asked["esim"].String(); at != "sub/intunegen.yaml:6:13" {
		t.Errorf("the workload is at %s", at)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What a configuration says wrongly is an error with place and remedy.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"overlay: [a]":         `c.yaml:1:1: "overlay" is not known in a configuration; did you mean overlays`,
		"banana: 1":            "see docs/configuration.md",
		"types: mobileApp":     "c.yaml:1:1: the value must be a list; write [a, b]",
		"output: 5":            "must be text",
		"clouds: [chna]":       "c.yaml:1:10: cloud \"chna\" is not known; did you mean china",
		"embeddedFacts: maybe": "write true or false",
		"[]":                   "is not an object",
		"package: a-b":         `c.yaml:1:1: "a-b" is not a valid package name; write another Go identifier`,
		"output: [":            "malformed YAML",
	} {
		if _, err := config.Read("c.yaml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", text, err, want)
		}
	}
}

// The schema for editors knows what the program knows.
func TestSchema(t *testing.T) {
	data, err := os.ReadFile("../../../docs/intunegen.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Properties map[string]any }
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(config.Keys(), slices.Sorted(maps.Keys(schema.Properties))); diff != "" {
		t.Errorf("(-program +schema):\n%s", diff)
	}
}

// The first configuration is one that can be read.
func TestFirst(t *testing.T) {
	if c, err := config.Read("c.yaml", []byte(config.First)); err != nil || c.Output == "" || len(c.Types) == 0 {
		t.Errorf("%+v: %v", c, err)
	}
	var uncommented []string
	for line := range strings.Lines(config.First) {
		if key, _, ok := strings.Cut(strings.TrimPrefix(line, "# "), ":"); ok && slices.Contains(config.Keys(), key) {
			uncommented = append(uncommented, strings.TrimPrefix(line, "# "))
		}
	}
	if _, err := config.Read("c.yaml", []byte(strings.Join(uncommented, ""))); err != nil || len(uncommented) < 6 {
		t.Errorf("%q: %v", uncommented, err)
	}
}
