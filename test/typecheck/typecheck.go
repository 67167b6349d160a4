// Package typecheck type-checks generated code in tests, without compiling it.
package typecheck

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/intunegen/intunegen/gen/emit"
)

const module = "github.com/intunegen/intunegen/"

// Path is the import path of a package that Package has checked.
const Path = "example.com/golden"

// Package type-checks a generated package. It may import what generated code imports.
func Package(t testing.TB, files []emit.File) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, f := range files {
		file, err := parser.ParseFile(fset, f.Name, f.Data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	config := types.Config{Importer: runtime(t)}
	pkg, err := config.Check(Path, fset, parsed, nil)
	if err != nil {
		t.Fatalf("the generated package does not compile: %v", err)
	}
	return pkg
}

// Program returns the error of type-checking a file that may import pkg, unless that is nil, and
// what generated code imports.
func Program(t testing.TB, name string, text []byte, pkg *types.Package) error {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	config := types.Config{Importer: with{runtime(t), pkg}}
	_, err = config.Check("example.com/use", fset, []*ast.File{file}, nil)
	return err
}

// runtime returns an importer of the packages that generated code imports.
func runtime(t testing.TB) types.Importer {
	t.Helper()
	loaded, err := loadRuntime()
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

var loadRuntime = sync.OnceValues(func() (imports, error) {
	const mode = packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps
	list, err := packages.Load(&packages.Config{Mode: mode}, module+"graph", module+"odata")
	if err != nil {
		return nil, err
	}
	loaded := imports{}
	packages.Visit(list, nil, func(p *packages.Package) { loaded[p.PkgPath] = p.Types })
	return loaded, nil
})

// imports are loaded packages by path.
type imports map[string]*types.Package

func (i imports) Import(path string) (*types.Package, error) {
	if p, ok := i[path]; ok {
		return p, nil
	}
	return nil, fmt.Errorf("generated code imports %s", path)
}

// with adds a package to an importer.
type with struct {
	types.Importer
	pkg *types.Package
}

func (w with) Import(path string) (*types.Package, error) {
	if w.pkg != nil && path == w.pkg.Path() {
		return w.pkg, nil
	}
	return w.Importer.Import(path)
}
