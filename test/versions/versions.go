// Package versions compares two versions of a description in tests, and checks that the report is
// complete.
package versions

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/test/typecheck"
	"github.com/intunegen/intunegen/tools/diff"
)

// Compare compares two descriptions. It checks that the report is complete: its changes turn the
// older description into the newer one, and both generated packages have all that it does not call
// breaking.
func Compare(t testing.TB, older, newer *spec.Document, options gen.Options) *diff.Report {
	t.Helper()
	report, err := diff.Compare(older, newer, options)
	if err != nil {
		t.Fatal(err)
	}
	before, after := diff.Facts(older, newer)
	if d := cmp.Diff(after, diff.Apply(before, report.Changes)); d != "" {
		t.Errorf("the changes do not turn the older description into the newer (-want +got):\n%s", d)
	}
	compatible(t, exported(t, older, options), exported(t, newer, options), report)
	return report
}

// compatible proves that what a report does not call breaking is in the newer package as it was in
// the older.
func compatible(t testing.TB, was, is map[string]string, report *diff.Report) {
	t.Helper()
	broken := map[string]bool{}
	for _, c := range report.Changes {
		for _, s := range c.Symbols {
			broken[s.Name] = true
		}
	}
	kept := 0
	for name, text := range was {
		owner, _, _ := strings.Cut(name, ".")
		switch {
		case broken[name] || broken[owner]:
		case is[name] != text:
			t.Errorf("%s is %q, was %q, and no change says so", name, is[name], text)
		default:
			kept++
		}
	}
	t.Logf("%d exported names, %d of them compatible", len(was), kept)
}

// exported returns the exported names of a package generated from doc, with what they are declared
// as.
func exported(t testing.TB, doc *spec.Document, options gen.Options) map[string]string {
	t.Helper()
	result, err := gen.Generate(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	scope := typecheck.Package(t, result.Files).Scope()
	all := map[string]string{}
	for _, name := range scope.Names() {
		if object := scope.Lookup(name); object.Exported() {
			declared(all, object)
		}
	}
	return all
}

func declared(all map[string]string, object types.Object) {
	name := object.Name()
	typeName, ok := object.(*types.TypeName)
	if !ok {
		if s, ok := object.Type().(*types.Struct); ok { // names of properties
			all[name] = "struct"
			fields(all, name, s)
			return
		}
		all[name] = object.Type().String()
		if constant, ok := object.(*types.Const); ok {
			all[name] += " " + constant.Val().ExactString()
		}
		return
	}
	named := typeName.Type().(*types.Named)
	all[name] = fmt.Sprintf("%T", named.Underlying())
	for i := range named.NumMethods() {
		if m := named.Method(i); m.Exported() {
			all[name+"."+m.Name()] = m.Signature().String()
		}
	}
	if s, ok := named.Underlying().(*types.Struct); ok {
		fields(all, name, s)
	}
}

func fields(all map[string]string, owner string, s *types.Struct) {
	for i := range s.NumFields() {
		if s.Field(i).Exported() {
			all[owner+"."+s.Field(i).Name()] = s.Field(i).Type().String()
		}
	}
}
