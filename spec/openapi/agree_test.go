package openapi_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/test/corpus"
)

// statements maps what a description speaks of, as "managedDevice/osVersion nullable", to what it
// says; inherited members included.
func statements(doc *spec.Document) map[string]string {
	s := sayer{spec.NewIndex(doc), map[string]string{}}
	for _, schema := range doc.Schemas {
		for _, t := range schema.Types {
			s.structured(t)
		}
		for _, e := range schema.Enums {
			s.enum(e)
		}
		for _, op := range schema.Operations {
			s.operation(op)
		}
	}
	return s.facts
}

type sayer struct {
	x     *spec.Index
	facts map[string]string
}

func (s sayer) ref(t spec.TypeRef) string {
	name := strings.TrimPrefix(s.x.Resolve(t.Name), "microsoft.graph.")
	if t.Collection {
		return "[" + name + "]"
	}
	return name
}

func (s sayer) structured(t *spec.StructuredType) {
	name := strings.TrimPrefix(s.x.Name(t), "microsoft.graph.")
	s.facts[name] = fmt.Sprintf("entity %t", t.Entity)
	s.facts[name+" abstract"] = fmt.Sprint(t.Abstract)
	s.facts[name+" base"] = strings.TrimPrefix(s.x.Resolve(t.Base), "microsoft.graph.")
	s.facts[name+" key"] = ""
	for up := t; up != nil; up = s.x.Base(up) {
		for _, k := range up.Key {
			s.facts[name+" key"] += k.Path + " "
		}
		for _, p := range up.Properties {
			s.facts[name+"/"+p.Name] = s.ref(p.Type)
			s.facts[name+"/"+p.Name+" nullable"] = fmt.Sprint(p.Type.Nullable)
		}
		for _, n := range up.Navigations {
			s.facts[name+"/"+n.Name] = "to " + s.ref(n.Type)
			s.facts[name+"/"+n.Name+" contains"] = fmt.Sprint(n.Contains)
		}
	}
}

func (s sayer) enum(e *spec.EnumType) {
	name := strings.TrimPrefix(s.x.Name(e), "microsoft.graph.")
	var members, numbers []string
	for _, m := range e.Members {
		members, numbers = append(members, m.Name), append(numbers, fmt.Sprint(m.Value))
	}
	s.facts[name] = "enumeration"
	s.facts[name+" flags"] = fmt.Sprint(e.Flags)
	s.facts[name+" members"] = strings.Join(members, " ")
	s.facts[name+" numbers"] = strings.Join(numbers, " ")
}

func (s sayer) operation(op *spec.Operation) {
	var names, types []string
	for _, p := range op.Parameters {
		names, types = append(names, p.Name), append(types, s.ref(p.Type))
	}
	if op.Return != nil {
		types = append(types, "gives "+s.ref(op.Return.Type))
	}
	bound := ""
	if op.Bound {
		bound, names[0] = types[0], ""
	}
	s.facts[fmt.Sprintf("%s %s(%s)", bound, op.Name, strings.Join(names, " "))] = strings.Join(types, " ")
}

// textOf returns the text of a file of the corpus.
func textOf(t *testing.T, file string) []byte {
	t.Helper()
	raw, err := os.ReadFile(corpus.File(t, "openapi", file))
	if err != nil {
		t.Fatal(err)
	}
	text, err := spec.ReadInput(file, bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A pair is what CSDL and OpenAPI of about the same date say, with all that explains where they
// differ.
type pair struct {
	truth *spec.Index       // the CSDL
	csdl  map[string]string // what it says
	told  map[string]string // what the OpenAPI file says alone
	both  map[string]string // what it says with what is known besides
	known map[string]string // what the embedded description says, of another date
	text  []byte            // the OpenAPI file
	ends  map[string]bool   // last segments of its paths, without namespace and parameters
	calls map[string]bool   // the last two
}

// readPair reads the CSDL of 2022-10 and an OpenAPI file.
func readPair(t *testing.T, file string, known *spec.Document) *pair {
	t.Helper()
	doc, err := csdl.Read("csdl", bytes.NewReader(textOf(t, "converted-2022-10-intune.csdl.gz")))
	if err != nil {
		t.Fatal(err)
	}
	p := &pair{truth: spec.NewIndex(doc), csdl: statements(doc), known: statements(known), text: textOf(t, file)}
	for into, from := range map[*map[string]string]openapi.Known{&p.told: {}, &p.both: {Doc: known, Path: "/beta"}} {
		read, err := openapi.Read(file, bytes.NewReader(p.text), from)
		if err != nil {
			t.Fatal(err)
		}
		*into = statements(read.Doc)
	}
	p.findPaths()
	return p
}

// From CSDL and OpenAPI of about the same date come the same models. Every difference has one cause
// that holds for it, and every cause a difference.
func TestAgreesWithCSDL(t *testing.T) {
	known, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	for file, causes := range differences {
		t.Run(file, func(t *testing.T) {
			p := readPair(t, file, known)
			used := make([]int, len(causes))
			same := 0
			for _, about := range keys(p.csdl, p.both) {
				if p.csdl[about] == p.both[about] {
					same++
					continue
				}
				d := difference{pair: p, about: about, csdl: p.csdl[about], openAPI: p.both[about]}
				i := slices.IndexFunc(causes, func(c cause) bool { return c.holds(d) })
				if i < 0 {
					t.Errorf("%s: %s | %s: no cause", about, d.csdl, d.openAPI)
					continue
				}
				used[i]++
				t.Logf("%s: %s | %s: %s", about, d.csdl, d.openAPI, causes[i].why)
			}
			t.Logf("%d statements are the same", same)
			for i, c := range causes {
				t.Logf("%d differences: %s", used[i], c.why)
				if used[i] == 0 {
					t.Errorf("no difference any more: %s", c.why)
				}
			}
		})
	}
}

// ownerOf returns the type that a statement is about, "" for an operation.
func ownerOf(about string) string {
	owner, _, _ := strings.Cut(strings.SplitN(about, " ", 2)[0], "/")
	if strings.Contains(about, "(") {
		return ""
	}
	return owner
}

// keys lists what both descriptions speak of, and what one of them says more of the types that both
// have.
func keys(a, b map[string]string) []string {
	var list []string
	for about := range a {
		if owner := ownerOf(about); owner == "" || b[owner] != "" || about == owner {
			list = append(list, about)
		}
	}
	for about := range b {
		owner := ownerOf(about)
		if _, both := a[about]; !both && (owner == "" || a[owner] != "") {
			list = append(list, about)
		}
	}
	slices.Sort(list)
	return list
}
