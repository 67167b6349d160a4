package permissions

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file finds requests that are made without the methods of builders: by Client.Do, whose path
// is a text, and by functions that send what the code does not show.

// hole stands for a part of a path that the code does not show. No path has it.
const hole = "\x00"

// sending are the functions that send requests of their own, by name.
var sending = []string{
	runtime + ".Continue", runtime + "/report.Export", runtime + "/report.Rows", runtime + "/content.Publish",
	"(*" + runtime + "/tenant.Tenant).Walk", "(*" + runtime + "/tenant.Tenant).Backup", "(*" + runtime + "/tenant.Tenant).Restore",
}

// raw adds the operation of a call of Client.Do, and notes a call that hides what it sends.
func (s *scan) raw(call *ast.CallExpr) {
	function := s.function(call.Fun)
	if function == nil {
		return
	}
	switch name := function.FullName(); {
	case name == "(*"+runtime+".Client).Do" && len(call.Args) >= 3:
		s.rawRequest(call)
	case slices.Contains(sending, name):
		s.cannotSee(call.Pos(), "the requests that "+function.Name()+" sends beside that which it is given")
	}
}

// function returns the function that is called, also as an instance of a generic one. It returns
// nil for other values.
func (s *scan) function(fun ast.Expr) *types.Func {
	switch f := ast.Unparen(fun).(type) {
	case *ast.SelectorExpr:
		function, _ := s.info.Uses[f.Sel].(*types.Func)
		return function
	case *ast.IndexExpr:
		return s.function(f.X)
	case *ast.IndexListExpr:
		return s.function(f.X)
	case *ast.Ident:
		function, _ := s.info.Uses[f].(*types.Func)
		return function
	}
	return nil
}

// rawRequest adds the operation at a constant path. Parts of the path that the code does not show
// are keys.
func (s *scan) rawRequest(call *ast.CallExpr) {
	method, path := s.text(call.Args[1]), s.text(call.Args[2])
	path, _, _ = strings.Cut(path, "?")
	if strings.Contains(method, hole) || !strings.HasPrefix(path, "/") {
		s.cannotSee(call.Pos(), "what Client.Do sends: its method and path are not constants")
		return
	}
	method = strings.ToUpper(method)
	at := slices.IndexFunc(s.pkg.Table.Rows, func(r *ir.Row) bool { return r.Method == method && matches(r.Path, path) })
	row := &ir.Row{Method: method, Path: strings.ReplaceAll(path, hole, "…")}
	if at >= 0 {
		row = s.pkg.Table.Rows[at]
	}
	s.found[row.Path+" "+row.Method] = row
}

// matches reports whether a path is of a template: each key of the template stands for one segment.
func matches(template, path string) bool {
	want, have := strings.Split(template, "/"), strings.Split(strings.TrimSuffix(path, "/"), "/")
	return slices.EqualFunc(want, have, func(want, have string) bool {
		isKey := strings.HasPrefix(want, "{")
		return want == have || isKey && have != "" || strings.Contains(want, "(") && sameCall(want, have)
	})
}

// sameCall reports whether a segment calls the function of a segment in a template.
func sameCall(template, segment string) bool {
	name, _, _ := strings.Cut(template, "(")
	called, _, isCall := strings.Cut(segment, "(")
	return isCall && name == called
}

// text returns the value of a constant text. What is not constant in it is a hole: the operand of
// +, an argument of Sprintf.
func (s *scan) text(e ast.Expr) string {
	if value := s.info.Types[e].Value; value != nil && value.Kind() == constant.String {
		return constant.StringVal(value)
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return s.text(e.X) + s.text(e.Y)
		}
	case *ast.CallExpr:
		if f := s.function(e.Fun); f != nil && f.FullName() == "fmt.Sprintf" && len(e.Args) > 0 {
			return withHoles(s.text(e.Args[0]))
		}
	case *ast.Ident:
		if value := s.values[s.info.Uses[e]]; value != nil {
			return s.text(value)
		}
	}
	return hole
}

// withHoles replaces the verbs of a format.
func withHoles(format string) string {
	text, rest, found := strings.Cut(format, "%")
	for found {
		at := strings.IndexFunc(rest, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '%' })
		if at < 0 {
			return text + hole
		}
		if rest[at] == '%' {
			text += "%"
		} else {
			text += hole
		}
		var next string
		next, rest, found = strings.Cut(rest[at+1:], "%")
		text += next
	}
	return text
}

// cannotSee notes a call whose operations the code does not show.
func (s *scan) cannotSee(at token.Pos, what string) {
	p := s.position(at)
	s.unseen = append(s.unseen, fmt.Sprintf("%s:%d:%d: cannot see %s", p.Filename, p.Line, p.Column, what))
}
