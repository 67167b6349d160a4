package move

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"

	"golang.org/x/tools/go/analysis"
)

// imports knows how each file names the runtime's packages, and adds an import where a file has
// none.
type imports struct {
	pass  *analysis.Pass
	files map[*ast.File]map[string]string // package to its name in the file
}

func newImports(pass *analysis.Pass) *imports {
	i := &imports{pass, map[*ast.File]map[string]string{}}
	for _, file := range pass.Files {
		i.files[file] = map[string]string{}
		for _, spec := range file.Imports {
			for _, pkg := range []string{"odata", "graph"} {
				if path, _ := strconv.Unquote(spec.Path.Value); path == module+pkg {
					i.files[file][pkg] = nameOf(spec, pkg)
				}
			}
		}
	}
	return i
}

func nameOf(spec *ast.ImportSpec, pkg string) string {
	if spec.Name != nil && spec.Name.Name != "_" && spec.Name.Name != "." {
		return spec.Name.Name
	}
	return pkg
}

// qualifier returns what qualifies a name of a package in the file at pos: nothing in the package
// itself. If the file does not import the package yet, it also returns the edit that adds the
// import, once per file.
func (i *imports) qualifier(pos token.Pos, pkg string) (string, []analysis.TextEdit) {
	if i.pass.Pkg.Path() == module+pkg {
		return "", nil
	}
	for file, names := range i.files {
		if file.FileStart <= pos && pos < file.FileEnd {
			if names[pkg] != "" {
				return names[pkg] + ".", nil
			}
			names[pkg] = pkg
			return pkg + ".", []analysis.TextEdit{addImport(file, module+pkg)}
		}
	}
	return pkg + ".", nil
}

// addImport adds an import after the last one. A file that calls a moved method has at least one
// import.
func addImport(file *ast.File, path string) analysis.TextEdit {
	at, text := file.Name.End(), fmt.Sprintf("\n\nimport %q", path)
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		switch {
		case !ok || gen.Tok != token.IMPORT:
		case gen.Rparen.IsValid():
			at, text = gen.Rparen, fmt.Sprintf("\t%q\n", path)
		default:
			at, text = gen.End(), fmt.Sprintf("\n\nimport %q", path)
		}
	}
	return analysis.TextEdit{Pos: at, End: at, NewText: []byte(text)}
}
