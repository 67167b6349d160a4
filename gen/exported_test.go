package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
)

// exportedNames lists what programs can name of a package: declarations, fields and methods.
func exportedNames(t *testing.T, result *gen.Result) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	for _, file := range result.Files {
		f, err := parser.ParseFile(token.NewFileSet(), file.Name, file.Data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					name = strings.TrimPrefix(types.ExprString(d.Recv.List[0].Type), "*") + "." + name
				}
				all[name] = true
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						all[s.Name.Name] = true
						addFields(all, s.Name.Name, s.Type)
					case *ast.ValueSpec:
						all[s.Names[0].Name] = true
						if len(s.Values) > 0 {
							if literal, ok := s.Values[0].(*ast.CompositeLit); ok {
								addFields(all, s.Names[0].Name, literal.Type)
							}
						}
					}
				}
			}
		}
	}
	return all
}

func addFields(all map[string]bool, owner string, e ast.Expr) {
	if s, ok := e.(*ast.StructType); ok {
		for _, field := range s.Fields.List {
			for _, name := range field.Names {
				all[owner+"."+name.Name] = true
			}
		}
	}
}
