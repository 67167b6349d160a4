package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/ir"
)

// The emitters write no text of their input as Go, even where a fault elsewhere has let it through:
// each text of a package is hostile here.
func TestFaultA1_A2_Emitters(t *testing.T) {
	const hostile = "x`\r\nfunc init() { println(`HARMLESS`) }\n//go:build no\n//*/ \" `\u2028\u202e\x00\ufeff\xff"
	model := &ir.Model{Wire: hostile, Go: "T", Entity: true, TypeText: hostile, Doc: []string{hostile}, Page: hostile, PropertiesName: "TProperties", PropertiesType: "propertiesOfT", NamesVariable: "namesOfT", Queried: true}
	base := &ir.Model{Wire: "base" + hostile, Go: "B"}
	enum := &ir.Enum{Wire: hostile, Go: "E", Members: []*ir.Member{{Wire: hostile, Go: "EM", Doc: []string{hostile},
		Aliases: []*ir.Alias{{Wire: hostile, Go: "EOld", Of: "EM", Constant: true}}}}, Doc: []string{hostile}, Page: hostile, File: "e"}
	text := ir.Type{Edm: hostile, Go: "string"}
	model.Base = base
	model.Fields = []*ir.Field{{Wire: hostile, Go: "F", Type: text, ChangedBy: hostile, From: base, Doc: []string{hostile}},
		{Wire: "y", Go: "G", Type: text, From: model}}
	model.Patch = &ir.Patch{Go: "TPatch", Fields: model.Fields}
	params := &ir.Params{Go: "P", Operation: hostile, Fields: model.Fields, File: "p", Doc: []string{hostile}}
	row := &ir.Row{Method: hostile, Path: hostile, Page: hostile, Delegated: []string{hostile}, Personal: []string{hostile},
		Application: []string{hostile}, Clouds: []ir.Cloud{{Name: hostile}, {Name: hostile, Available: true}}}
	builder := &ir.Builder{Go: "TBuilder", Model: model, File: "b"}
	for call := ir.Nav; call <= ir.Function; call++ {
		builder.Methods = append(builder.Methods, &ir.Method{Call: call, Go: "M" + string(rune('a'+call)), Segment: hostile, Template: hostile, To: builder,
			Keys: model.Fields[:1], KeyAsSegment: true, Model: model, Params: params, Result: &text, Rows: []*ir.Row{row}, Doc: []string{hostile}})
	}
	builder.Methods = append(builder.Methods, &ir.Method{Call: ir.Key, Go: "Parts", To: builder, Keys: model.Fields})
	pkg := &ir.Package{Name: "p", Title: hostile, Source: hostile, Service: ir.Service{Path: hostile}, Models: []*ir.Model{model, base},
		Enums: []*ir.Enum{enum}, Params: []*ir.Params{params}, Builders: []*ir.Builder{builder}, Roots: append(builder.Methods[:1:1], builder.Methods[ir.Action], builder.Methods[ir.Function]), Table: ir.Table{Rows: []*ir.Row{row}},
		Aliases: []*ir.Alias{{Wire: hostile, Go: "Old", Of: "T"}},
		Fixed: ir.Fixed{Client: "Client", NewClient: "NewClient", New: "New", NewPatch: "NewPatch", Operations: "Operations", Available: "Available",
			TableConst: "table", Service: "service", Models: "models", Patches: "patches", Schema: "Schema", SchemaConst: "schema"}}
	model.File, base.File = "t", "base"
	files := emit.Package(pkg)
	if len(files.Names()) < 7 {
		t.Fatalf("the files are %v", files.Names())
	}
	err := files.Write(func(f emit.File) error {
		if f.Name != emit.APIName { // gen/emit has its test
			harmless(t, f.Name, f.Data)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// harmless checks that Go has no init, no directive, and no other imports than generated code
// needs.
func harmless(t *testing.T, name string, source []byte) {
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ParseComments)
	if err != nil {
		t.Errorf("%v\n%.3000s", err, source)
		return
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "init" {
			t.Errorf("%s has an init\n%.3000s", name, source)
		}
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if !strings.HasPrefix(c.Text, "// ") && c.Text != "//" || strings.HasPrefix(c.Text, "// +build") || strings.HasPrefix(c.Text, "// go:build") {
				t.Errorf("%s has the comment %q", name, c.Text)
			}
		}
	}
	for _, i := range file.Imports {
		if !strings.HasPrefix(i.Path.Value, `"github.com/`) {
			t.Errorf("%s imports %s", name, i.Path.Value)
		}
	}
}
