package golden

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

const module = "github.com/intunegen/intunegen/"

// mayImport says which packages of ours each part of the repository may import.
var mayImport = map[string][]string{
	"cmd":       {"tools", "gen", "spec", "graph", "internal"}, // graph for the table of clouds alone, which says where each has its $metadata
	"tools":     {"tools", "gen", "spec", "internal"},
	"gen":       {"gen", "spec", "internal"},
	"spec":      {"spec", "internal"},
	"internal":  nil,
	"generated": {"graph", "odata"},
	"graph":     {"odata"},
	"odata":     nil,
}

// Imports run one way, and only gen/emit imports jennifer.
func TestImportGraph(t *testing.T) {
	list, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedImports}, module+"...")
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for _, p := range list {
		path := strings.TrimPrefix(p.PkgPath, module)
		part, _, _ := strings.Cut(path, "/")
		allowed, ruled := mayImport[part]
		if !ruled {
			continue
		}
		checked++
		for imported := range p.Imports {
			if strings.HasPrefix(imported, "github.com/dave/jennifer") && path != "gen/emit" {
				t.Errorf("%s imports jennifer; only gen/emit may", path)
			}
			if target, ours := strings.CutPrefix(imported, module); ours {
				target, _, _ = strings.Cut(target, "/")
				if !slices.Contains(allowed, target) {
					t.Errorf("%s imports %s; %s may import %v", path, imported, part, allowed)
				}
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d packages were checked", checked)
	}
}
