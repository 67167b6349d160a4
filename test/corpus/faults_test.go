package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/tools/diff"
)

// A tally counts descriptions by what can be done with them.
type tally struct{ files, read, described, compared, generated int }

// Every CSDL of the corpus that can be read can be described and compared. What cannot be generated
// is refused at a place in the description.
func TestFaultE1_Corpus(t *testing.T) {
	var all tally
	for _, file := range csdlFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.try(t, filepath.Base(file), data, nil)
	}
	t.Logf("%+v", all)
	if all.described != all.read || all.compared != all.read || all.read < 30 {
		t.Errorf("%+v: want all that can be read described and compared", all)
	}
}

// faults are faults of real descriptions, which a part that does not use them does not suffer from.
// The last is used by what is selected.
const faults = `<ComplexType Name="zzErr"><Property Name="request-id" Type="Edm.String"/><Property Name="a b" Type="Edm.String"/></ComplexType>
<EnumType Name="zzKind"><Member Name="Collection(String)"/><Member Name="a,b"/></EnumType>
<ComplexType Name="zzLost"><Property Name="p" Type="microsoft.graph.zzNowhere"/></ComplexType>
<EntityType Name="zzTwice"/><ComplexType Name="zzTwice"/>
<EntityType Name="zzLoop" BaseType="microsoft.graph.zzLoop"/>
<Term Name="managedDevice" Type="Edm.String"/>
<EnumType Name="wipe"><Member Name="a"/></EnumType>
<EntityContainer `

var (
	container = regexp.MustCompile(`<EntityContainer `)
	singleton = regexp.MustCompile(`<Singleton Name="deviceManagement" [^>]*>`)
)

// Microsoft's own descriptions, with the faults that others of theirs have, serve who does not use
// what is faulty.
func TestFaultE1_Injected(t *testing.T) {
	var all tally
	for _, name := range []string{"v1.0-prod-2026-08.csdl", "v1.0-mooncake-2026-08.csdl", "beta-prod-2021-06.csdl", "intune-beta-2026-08.reconstructed.csdl"} {
		data, err := os.ReadFile(corpus.File(t, "csdl", name))
		if err != nil {
			t.Fatal(err)
		}
		data = container.ReplaceAll(data, []byte(faults))
		data = singleton.ReplaceAll(data, []byte(`<Singleton Name="deviceManagement" Type="microsoft.graph.deviceManagement"/>$0`))
		all.try(t, name, data, []string{"managedDevice"})
		doc, err := csdl.Read(name, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		_, err = gen.Plan(doc, gen.Options{Name: "part", Types: []string{"managedDevice", "zzLost"}})
		if err == nil || !strings.Contains(err.Error(), "graph.zzNowhere is not defined") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v; want the fault of zzLost alone", name, err)
		}
	}
	t.Logf("%+v", all)
	if all != (tally{4, 4, 4, 4, 4}) {
		t.Errorf("%+v: want all of all", all)
	}
}

// csdlFiles lists the files of the corpus that are CSDL.
func csdlFiles(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"csdl/*.csdl", "csdl-other/*.xml", "csdl-other/*.json", "openapi/*csdl*"} {
		files, err := filepath.Glob(corpus.File(t, pattern))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	return all
}

// try counts what can be done with a description: read, described, compared with itself, and
// generated, of which types selects a part.
func (c *tally) try(t *testing.T, name string, data []byte, types []string) {
	t.Helper()
	read := func() (*spec.Document, error) {
		if strings.Contains(name, ".json") {
			return csdljson.Read(name, data)
		}
		return csdl.Read(name, bytes.NewReader(data))
	}
	c.files++
	doc, err := read()
	if err != nil {
		t.Logf("%s is not read: %.150v", name, err)
		return
	}
	c.read++
	pkg, err := gen.Model(doc, gen.Options{Name: "described", Types: types, Faulty: true})
	if err != nil || len(pkg.Models)+len(pkg.Enums) == 0 && hasTypes(doc) {
		t.Errorf("%s is not described: %v", name, err)
	} else {
		c.described++
	}
	again, err := read()
	if err != nil {
		t.Fatal(err)
	}
	report, err := diff.Compare(doc, again, gen.Options{Name: "diff", Faulty: true})
	if err != nil || len(report.Changes) > 0 {
		t.Errorf("%s is not compared: %v, %v", name, err, report)
	} else {
		c.compared++
	}
	if _, err := gen.Plan(again, gen.Options{Name: "whole", Types: types}); err == nil {
		c.generated++
	} else if !strings.HasPrefix(err.Error(), name+":") {
		t.Errorf("%s: %v has no place", name, err)
	}
}

func hasTypes(doc *spec.Document) bool {
	return slices.ContainsFunc(doc.Schemas, func(s *spec.Schema) bool { return len(s.Types)+len(s.Enums) > 0 })
}
