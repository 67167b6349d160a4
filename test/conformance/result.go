package main

import (
	"net/url"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/tools/snippet"
)

// A result is the result of one operation.
type result struct {
	*documented
	lacks       string // part of the operation that the description lacks
	explanation string // why the description lacks it
	written     bool   // the snippet was written
	notes       []snippet.Note
	faults      map[string]string // check to fault
	excepted    map[string]*exception
	sent        string // body as sent
	reorders    bool   // the sent body differs from the documented one in its order only
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

// compare compares the request and the response with the documented ones.
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
	unescaped, err := url.PathUnescape(path)
	switch {
	case err != nil:
		return err.Error()
	case got.Method != r.Request.Method:
		return "method " + got.Method + " arrived"
	case sameForm(got.Path) != sameForm(unescaped):
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

// options returns the options of a query in their order, unescaped, because pages escape
// inconsistently.
func options(query string) []string {
	if query == "" {
		return nil
	}
	all := strings.Split(query, "&")
	for i, one := range all {
		if unescaped, err := url.QueryUnescape(one); err == nil {
			all[i] = unescaped
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
	result, err := parse([]byte(got.Result))
	if err != nil {
		return err.Error()
	}
	if difference("", want, result, false) == "" { // a stream, or a value without an object around it
		return ""
	}
	if o, ok := want.(object); ok && len(o) == 1 && o[0].name == "value" {
		want = o[0].value
	}
	return difference("", want, result, false)
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

// except marks the faults that a reviewed exception explains. An exception for the order of a body
// does not explain other differences.
func (r *result) except(list []*exception) {
	for _, e := range list {
		if e.page == r.Page && r.faults[e.check] != "" && (r.reorders || !e.ofOrder()) {
			e.needed = true
			r.excepted[e.check] = e
		}
	}
}
