package trust

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// generated returns what the Go of a document declares, one declaration a text, without comments
// and without what literals hold, and with the imports and the comments that tools obey. Two
// documents that differ in a text alone have the same.
func generated(doc *spec.Document) ([]string, error) {
	return generatedWith(doc, gen.Options{Name: "trusted", Source: "a test", Path: "/beta"})
}

func generatedWith(doc *spec.Document, options gen.Options) ([]string, error) {
	result, err := gen.Generate(doc, options)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, f := range result.Files {
		declared, err := declarations(f.Name, f.Data)
		if err != nil {
			return nil, err
		}
		all = append(all, declared...)
	}
	return append(all, lines(result)), nil
}

// A cache keeps what was generated of documents that say the same, by what they say: the forms of
// one do.
type cache map[string]outcome

type outcome struct {
	declared []string
	err      error
}

// outcome is generated for what a reader returns.
func (c cache) outcome(doc *spec.Document, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	root, err := csdljson.Value(doc)
	if err != nil {
		return nil, err
	}
	key := string(appendJSON(nil, &root))
	known, ok := c[key]
	if !ok {
		known.declared, known.err = generated(doc)
		if known.err == nil {
			c[key] = known
		}
	}
	return known.declared, known.err
}

// lines is what the lock of a package has as its first words of lines: a text cannot add one.
func lines(result *gen.Result) string {
	l := &lock.Lock{Names: result.Names, Parts: result.Parts()}
	text := l.Text()
	read, err := lock.Read("lock", text)
	if err != nil {
		return err.Error()
	}
	if !read.SameNames(l) {
		return "the lock reads otherwise than it was written"
	}
	var first []string
	for line := range strings.Lines(string(text)) {
		word, _, _ := strings.Cut(line, " ")
		first = append(first, word)
	}
	return strings.Join(first, " ")
}

// A broken is Go that a package must not have.
type broken struct{ why string }

func (b broken) Error() string { return b.why }

func declarations(name string, source []byte) ([]string, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, broken{fmt.Sprintf("%s is no Go: %v", name, err)}
	}
	all := []string{name + " package " + file.Name.Name}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if isObeyed(c.Text) {
				return nil, broken{fmt.Sprintf("%s has the comment %q", name, c.Text)}
			}
		}
	}
	file.Comments, file.Doc = nil, nil
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && slices.Contains([]string{"init", "main", "_"}, f.Name.Name) {
			return nil, broken{fmt.Sprintf("%s declares %s", name, f.Name)}
		}
		ast.Inspect(d, stripped)
		var out bytes.Buffer
		if err := printer.Fprint(&out, fset, d); err != nil {
			return nil, err
		}
		all = append(all, name+" "+strings.Join(strings.Fields(out.String()), " "))
	}
	return all, nil
}

// isObeyed reports whether a tool may obey a comment: generated comments have a space behind //,
// and no constraint after that.
func isObeyed(comment string) bool {
	if comment == "//" {
		return false
	}
	text, ok := strings.CutPrefix(comment, "// ")
	word, _, _ := strings.Cut(text, " ")
	return !ok || word == "+build" || word == "go:build" || strings.ContainsAny(comment, "\r\u2028\u2029\ufeff\x00\u202e")
}

// stripped takes comments and what literals hold out of a node; what is imported stays.
func stripped(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.BasicLit:
		if n.Kind == token.STRING {
			n.Value = `""`
		}
	case *ast.Field:
		n.Doc, n.Comment = nil, nil
	case *ast.GenDecl:
		n.Doc = nil
	case *ast.FuncDecl:
		n.Doc = nil
	case *ast.TypeSpec:
		n.Doc, n.Comment = nil, nil
	case *ast.ValueSpec:
		n.Doc, n.Comment = nil, nil
	}
	return true
}
