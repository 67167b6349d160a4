// Package architecture checks which package imports which.
package architecture

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const (
	module   = "github.com/intunegen/intunegen/"
	jennifer = "github.com/dave/jennifer"
)

// mayImport lists the packages of ours that each part of the repository may import. Parts that are
// not listed, as test, may import all.
var mayImport = map[string][]string{
	"cmd":         {"tools", "gen", "spec", "graph"}, // graph for its table of clouds
	"tools":       {"tools", "gen", "spec"},
	"tools/serve": {"gen", "spec", "graph"}, // it runs graph/graphtest with a description
	"gen":         {"gen", "spec"},
	"spec":        {"spec"},
	"generated":   {"graph", "odata"},
	"graph":       {"graph", "odata"},
	"odata":       {"odata"},
}

// unruled are the parts that may import all.
var unruled = []string{"test", "golden", "examples"}

// Imports go one way, and only gen/emit imports jennifer.
func TestImportGraph(t *testing.T) {
	list, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports}, module+"...")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, p := range list {
		path := strings.TrimPrefix(p.PkgPath, module)
		part, _, _ := strings.Cut(path, "/")
		seen[part] = true
		for imported := range p.Imports {
			if fault := forbidden(path, imported); fault != "" {
				t.Error(fault)
			}
		}
	}
	for part := range mayImport {
		if !seen[part] && !strings.Contains(part, "/") {
			t.Errorf("there is no package in %s", part)
		}
	}
}

// forbidden returns the rule that an import breaks, or "". The importing package is given by its
// path in the module.
func forbidden(path, imported string) string {
	part, _, _ := strings.Cut(path, "/")
	if strings.HasPrefix(imported, jennifer) && path != "gen/emit" {
		return path + " imports jennifer; only gen/emit may"
	}
	target, ours := strings.CutPrefix(imported, module)
	if !ours || slices.Contains(unruled, part) {
		return ""
	}
	allowed, ruled := mayImport[path]
	if !ruled {
		allowed, ruled = mayImport[part]
	}
	if !ruled {
		return path + " is in no part of the repository that this test knows; add it to mayImport"
	}
	folder, _, _ := strings.Cut(target, "/")
	if !slices.Contains(allowed, folder) {
		return path + " imports " + target + "; " + part + " may import " + strings.Join(allowed, ", ")
	}
	return ""
}

// A program that serves a tenant, as intunegen does, has nothing of package testing by it.
func TestGraphtestDoesNotImportTesting(t *testing.T) {
	list, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports | packages.NeedDeps}, module+"graph/graphtest")
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	packages.Visit(list, nil, func(p *packages.Package) {
		if p.PkgPath == "testing" {
			t.Error("graph/graphtest imports testing")
		}
	})
}

func TestForbidden(t *testing.T) {
	for _, test := range []struct {
		path, imported string
		want           bool
	}{
		{"gen/build", module + "spec", false},
		{"gen/build", module + "odata", true},
		{"gen/emit", jennifer + "/jen", false},
		{"tools/snippet", jennifer + "/jen", true},
		{"tools/diff", module + "gen/emit", false},
		{"tools/diff", module + "graph", true},
		{"tools/serve", module + "graph/graphtest", false},
		{"gen", module + "tools/diff", true},
		{"spec/csdl", module + "gen/names", true},
		{"cmd/intunegen", module + "graph", false},
		{"cmd/intunegen", module + "odata", true},
		{"graph", module + "odata", false},
		{"odata", module + "graph", true},
		{"generated/intunebeta", module + "gen", true},
		{"internal/misc", module + "spec", true},
		{"test/generated", module + "graph", false},
		{"gen", "golang.org/x/tools/imports", false},
	} {
		if got := forbidden(test.path, test.imported); (got != "") != test.want {
			t.Errorf("%s imports %s: %q", test.path, test.imported, got)
		}
	}
}
