package golden

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/overlay"
)

// topics are the folders of cases that generate a package from their section in.xml.
var topics = []string{"names", "models", "enums", "inheritance", "open-types", "patch", "endpoints", "overlay"}

// Each case holds schemas, the files expected of them under go/, and the calls and comparisons that prove its first line.
// Files that a case does not mention are type-checked all the same.
func TestGenerated(t *testing.T) {
	for _, topic := range topics {
		files, err := filepath.Glob(topic + "/*.txtar")
		if err != nil || len(files) == 0 {
			t.Fatalf("no case of topic %s: %v", topic, err)
		}
		for _, file := range files {
			t.Run(file, func(t *testing.T) { runGenerated(t, file) })
		}
	}
}

func runGenerated(t *testing.T, file string) {
	c := load(t, file)
	doc, err := csdl.Read("in.xml", bytes.NewReader(c.section(t, "in.xml")))
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range c.sectionsUnder("overlay.yaml") {
		correct(t, doc, section)
	}
	result, err := gen.Generate(doc, gen.Options{Name: "golden", Source: "in.xml", Path: "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	typeCheck(t, result.Files, c.sectionsUnder("use/"))
	expected := c.sectionsUnder("go/")
	if len(expected) == 0 {
		t.Errorf("%s expects no file; add an empty section go/NAME.go for what it shows and run with -update", file)
	}
	for _, want := range expected {
		name := strings.TrimPrefix(want.Name, "go/")
		i := slices.IndexFunc(result.Files, func(f emit.File) bool { return f.Name == name })
		if i < 0 {
			t.Errorf("%s is not generated", name)
			continue
		}
		c.equal(t, want.Name, string(result.Files[i].Data))
	}
	c.finish(t)
}

// correct applies an overlay, of which every entry must have an effect.
func correct(t *testing.T, doc *spec.Document, section txtar.File) {
	t.Helper()
	o, err := overlay.Read(section.Name, section.Data)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Apply(doc).Err(); err != nil {
		t.Fatal(err)
	}
}

// sectionsUnder returns the sections whose names begin with prefix.
func (g *golden) sectionsUnder(prefix string) []txtar.File {
	var list []txtar.File
	for _, f := range g.archive.Files {
		if strings.HasPrefix(f.Name, prefix) {
			list = append(list, f)
		}
	}
	return list
}

// typeCheck checks a generated package, then each of the programs that use it: those named use/bad… must not compile.
func typeCheck(t *testing.T, files []emit.File, uses []txtar.File) {
	t.Helper()
	pkg := check(t, files)
	for _, use := range uses {
		fset := token.NewFileSet()
		config := types.Config{Importer: with{runtime(t), pkg}}
		_, err := config.Check("example.com/use", fset, []*ast.File{parse(t, fset, use.Name, use.Data)}, nil)
		if bad := strings.HasPrefix(use.Name, "use/bad"); (err != nil) != bad {
			t.Errorf("%s: got %v", use.Name, err)
		}
	}
}

// check checks a generated package.
func check(t *testing.T, files []emit.File) *types.Package {
	t.Helper()
	fset := token.NewFileSet()
	var parsed []*ast.File
	for _, f := range files {
		parsed = append(parsed, parse(t, fset, f.Name, f.Data))
	}
	config := types.Config{Importer: runtime(t)}
	pkg, err := config.Check("example.com/golden", fset, parsed, nil)
	if err != nil {
		t.Fatalf("the generated package does not compile: %v", err)
	}
	return pkg
}

func parse(t *testing.T, fset *token.FileSet, name string, data []byte) *ast.File {
	t.Helper()
	file, err := parser.ParseFile(fset, name, data, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// runtime imports the packages that generated code imports.
func runtime(t *testing.T) types.Importer {
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
	if path == w.pkg.Path() {
		return w.pkg, nil
	}
	return w.Importer.Import(path)
}
