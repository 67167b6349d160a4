package golden

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"

	"github.com/intunegen/intunegen/gen/emit"
)

// declarations adds the declarations of a file to out, with their comments: decl/NAME is a
// constant, variable or function, or a type with its methods; decl/NAME.METHOD is a method.
func declarations(file emit.File, out map[string]string) error {
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file.Name, file.Data, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, d := range parsed.Decls {
		first := d.Pos()
		if doc := docOf(d); doc != nil {
			first = doc.Pos()
		}
		text := string(file.Data[set.Position(first).Offset:set.Position(d.End()).Offset]) + "\n"
		for _, name := range namesOf(d) {
			name = "decl/" + name
			if out[name] != "" {
				out[name] += "\n"
			}
			out[name] += text
		}
	}
	return nil
}

func docOf(d ast.Decl) *ast.CommentGroup {
	switch d := d.(type) {
	case *ast.FuncDecl:
		return d.Doc
	case *ast.GenDecl:
		return d.Doc
	}
	return nil
}

// namesOf returns the names by which a declaration is found: a group of constants of one type by
// that type's name too.
func namesOf(d ast.Decl) []string {
	var names []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
		owner := receiver(d.Recv.List[0].Type)
		return []string{owner, owner + "." + d.Name.Name}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			names = append(names, namesOfSpec(s)...)
		}
	}
	return slices.Compact(names)
}

func namesOfSpec(s ast.Spec) []string {
	switch s := s.(type) {
	case *ast.TypeSpec:
		return []string{s.Name.Name}
	case *ast.ValueSpec:
		if named, ok := s.Type.(*ast.Ident); ok {
			return []string{named.Name}
		}
		return []string{s.Names[0].Name}
	}
	return nil
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
