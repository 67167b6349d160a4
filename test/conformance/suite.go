package main

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/tools/snippet"
)

// A suite is one run over documented operations.
type suite struct{ cases, exceptions, root, bodies, older string }

// The checks of an operation, in order.
const (
	compiles = "compile"
	requests = "request"
	answers  = "response"
)

// A result is what one operation came to.
type result struct {
	*documented
	lacks       string // what the description does not have of it
	explanation string // and what became of that
	written     bool
	notes       []snippet.Note
	faults      map[string]string // check to what is wrong
	excepted    map[string]*exception
	sent        string // body as it was sent
	reorders    bool   // what was sent stands in another order than documented, and does not differ otherwise
}

// run writes, compiles and runs all snippets and compares.
func (s *suite) run() (*report, error) {
	cases, err := readCases(s.cases)
	if err != nil {
		return nil, err
	}
	exceptions, err := readExceptions(s.exceptions)
	if err != nil {
		return nil, err
	}
	results, err := s.conform(cases)
	if err != nil {
		return nil, err
	}
	for _, r := range results {
		r.except(exceptions)
	}
	if err := s.writeBodies(results); err != nil {
		return nil, err
	}
	return &report{results, exceptions}, nil
}

func (s *suite) conform(cases []*documented) ([]*result, error) {
	doc, err := beta.Document()
	if err != nil {
		return nil, err
	}
	pkg, err := gen.Model(doc, gen.Options{Name: "intunebeta", Path: "/beta"})
	if err != nil {
		return nil, err
	}
	m, err := newModule(s.root)
	if m != nil {
		defer os.RemoveAll(m.dir)
	}
	if err != nil {
		return nil, err
	}
	var all, running []*result
	has := describe(doc)
	older, err := readOlder(s.older)
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		r := &result{documented: c, faults: map[string]string{}, excepted: map[string]*exception{}}
		all = append(all, r)
		if l := has.lacks(c); l != nil {
			r.lacks, r.explanation = l.String(), has.explanation(l, older)
			continue
		}
		if err := r.write(m, pkg); err != nil {
			return nil, err
		}
		if r.written {
			running = append(running, r)
		}
	}
	arrived, err := m.run()
	if err != nil {
		return nil, err
	}
	for i, r := range running {
		r.compare(&arrived[i])
	}
	return all, nil
}

// write writes the snippet of an operation into the module.
func (r *result) write(m *module, pkg *ir.Package) error {
	part, function := m.place()
	options := snippet.Options{Package: part, Func: function, Import: "github.com/intunegen/intunegen/generated/intunebeta", Extra: true}
	request, err := snippet.Read(r.Page, []byte(r.text()))
	if err != nil {
		r.faults[compiles] = err.Error()
		return nil
	}
	source, notes, err := snippet.Write(pkg, request, options)
	if err != nil {
		r.faults[compiles] = err.Error()
		return nil
	}
	r.written, r.notes = true, notes
	to := answer{Status: r.Response.Status}
	if r.Response.Body != nil {
		body, _ := snippet.StripJSONC([]byte(*r.Response.Body))
		to.Body = string(body)
	}
	return m.add(source, to)
}

// compare compares what arrived with what is documented.
func (r *result) compare(got *arrived) {
	r.sent = got.Body
	if fault := r.request(got); fault != "" {
		r.faults[requests] = fault
		r.reorders = r.Request.Body != nil && differentText("", *r.Request.Body, got.Body, false) == ""
	}
	if fault := r.response(got); fault != "" {
		r.faults[answers] = fault
	}
}

func (r *result) request(got *arrived) string {
	path, query := cutQuery(servicePath(r.Request.URL))
	plain, err := url.PathUnescape(path)
	switch {
	case err != nil:
		return err.Error()
	case got.Method != r.Request.Method:
		return "method " + got.Method + " arrived"
	case sameForm(got.Path) != sameForm(plain):
		return "path " + got.Path + " arrived"
	case !slices.Equal(options(got.Query), options(query)):
		return "query " + got.Query + " arrived"
	case r.Request.Body == nil && got.Body != "":
		return "a body arrived, none is documented"
	case r.Request.Body == nil:
		return ""
	case got.ContentType != "application/json":
		return "content type " + got.ContentType + " arrived"
	}
	return differentText("", *r.Request.Body, got.Body, true)
}

// options returns the options of a query in their order. Pages escape what they like.
func options(query string) []string {
	if query == "" {
		return nil
	}
	all := strings.Split(query, "&")
	for i, one := range all {
		if plain, err := url.QueryUnescape(one); err == nil {
			all[i] = plain
		}
	}
	return all
}

func (r *result) response(got *arrived) string {
	if got.Err != "" {
		return got.Err
	}
	if r.Response.Body == nil {
		return ""
	}
	want, err := parse([]byte(*r.Response.Body))
	if err != nil {
		return err.Error()
	}
	read, err := parse([]byte(got.Result))
	if err != nil {
		return err.Error()
	}
	if difference("", want, read, false) == "" { // a stream, or an answer with nothing around it
		return ""
	}
	if o, ok := want.(object); ok && len(o) == 1 && o[0].name == "value" {
		want = o[0].value
	}
	return difference("", want, read, false)
}

func differentText(at, want, got string, ordered bool) string {
	w, err := parse([]byte(want))
	if err != nil {
		return "the documented body: " + err.Error()
	}
	g, err := parse([]byte(got))
	if err != nil {
		return "the body that arrived: " + err.Error()
	}
	return difference(at, w, g, ordered)
}

// except marks the faults that a reviewed exception explains. Of those about the order, the
// contents have to be equal.
func (r *result) except(list []*exception) {
	for _, e := range list {
		if e.page == r.Page && r.faults[e.check] != "" && (r.reorders || !e.ofOrder()) {
			e.needed = true
			r.excepted[e.check] = e
		}
	}
}

// writeBodies writes the bodies that were sent, for a judge of another kind.
func (s *suite) writeBodies(results []*result) error {
	if s.bodies == "" {
		return nil
	}
	f, err := os.Create(s.bodies)
	if err != nil {
		return err
	}
	defer f.Close()
	out := json.NewEncoder(f)
	for _, r := range results {
		if r.sent != "" {
			if err := out.Encode(map[string]string{"page": r.Page, "method": r.Request.Method, "path": servicePath(r.Request.URL), "body": r.sent}); err != nil {
				return err
			}
		}
	}
	return f.Close()
}
