package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The code in docs/recipes.md is of this provider.
func TestRecipeIsThisProvider(t *testing.T) {
	recipes, err := os.ReadFile("../../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSpace(line)
			code, _, _ := strings.Cut(line, " // ")
			lines[line], lines[code] = true, true
		}
	}
	_, section, _ := strings.Cut(string(recipes), "## A resource of a Terraform provider")
	checked := 0
	for line := range strings.Lines(section) {
		if code, isCode := strings.CutPrefix(line, "       "); isCode {
			checked++
			if !lines[strings.TrimSpace(code)] {
				t.Errorf("the provider has no line %q", strings.TrimSpace(code))
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d lines were checked", checked)
	}
}
