package generated_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/test/typecheck"
)

// A query that names what is no property, or compares it with a value of another type, does not
// compile.
func TestWrongNamesDoNotCompile(t *testing.T) {
	for option, fault := range map[string]string{
		`odata.Select(p.Name, p.Count)`:                                        "",
		`odata.Expand(p.Parts)`:                                                "",
		`odata.ExpandWith(p.Parts, odata.Select(p.Name))`:                      "",
		`odata.OrderBy(p.Name, odata.Desc(p.Count))`:                           "",
		`odata.Select([]odata.AnyProperty{p.Name, p.Count}...)`:                "",
		`odata.Select(odata.Property[string]{text})`:                           "",
		`odata.Filter(odata.And(odata.Eq(p.Name, "x"), odata.Gt(p.Count, 3)))`: "",
		`odata.Filter(odata.Eq(odata.At(p.Owner, p.Name), "x"))`:               "",
		`odata.Query("$select", "name")`:                                       "",
		`odata.Select("name")`:                                                 "untyped string constant",
		`odata.Select(p.Name, "count")`:                                        "untyped string constant",
		`odata.Expand("parts")`:                                                "untyped string constant",
		`odata.ExpandWith("parts")`:                                            "untyped string constant",
		`odata.OrderBy("name desc")`:                                           "untyped string constant",
		`odata.OrderBy(odata.Desc("name"))`:                                    "untyped string constant",
		`odata.Select(text)`:                                                   "variable of type string",
		`odata.Select(5)`:                                                      "untyped int constant",
		`odata.Select(nil)`:                                                    "nil",
		`odata.Select(p.Nmae)`:                                                 "p.Nmae undefined",
		`odata.Select(p)`:                                                      "cannot use p",
		`odata.Filter(odata.Eq(p.Name, 1))`:                                    "untyped int constant",
		`odata.Filter(odata.Eq(p.Count, "x"))`:                                 "untyped string constant",
		`odata.Filter(odata.Eq("name", "x"))`:                                  "untyped string constant",
		`odata.Filter(odata.Contains(p.Count, "x"))`:                           "does not satisfy",
		`odata.Filter(odata.Any(p.Name, "x"))`:                                 "does not match",
		`odata.Filter(odata.Eq(p.Name, p.Name))`:                               "does not match",
	} {
		err := typecheck.Program(t, "x.go", []byte(`package x

import "github.com/intunegen/intunegen/odata"

var p = struct {
	_     [0]func()
	Name  odata.Property[string]
	Count odata.Property[int32]
	Parts odata.Property[[]string]
	Owner odata.Property[*int]
}{Name: odata.Property[string]{"name"}}

var text string

var _ odata.QueryOption = `+option+"\n"), nil)
		if (err == nil) != (fault == "") || err != nil && !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: got %v; want %q", option, err, fault)
		}
	}
}
