package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// This file translates paths that end with $ref, $value or a property, and $count where no builder
// has it. For those, a function of package graph turns the request that reads a resource into
// another one.

// helper handles the last segments of a path if they are such an end, and reports whether they are.
func (s *state) helper(rest []segment) (bool, *spec.Error) {
	last, file := rest[len(rest)-1], s.fileProperty(rest)
	switch {
	case file != nil:
		return true, s.valueAt(rest, file)
	case len(rest) > 1 || s.at == nil && s.call() == nil:
		return false, nil
	case last.name == "$ref" && s.call() == nil:
		return true, s.reference(last)
	case last.name == "$value" && s.call() == nil && !s.at.Collection:
		return true, s.valueAt(rest, nil)
	case last.name == "$count" && s.isNarrowed():
		s.program.Helper = &ir.Helper{Func: "Count", Segments: "/$count"}
		return true, s.read(last)
	}
	return false, nil
}

// isNarrowed reports whether the path so far is a list that no builder counts: the result of a
// function, or a list of a derived type.
func (s *state) isNarrowed() bool {
	call := s.call()
	return s.program.OfType != nil || call != nil && call.Call == ir.Function && call.Result != nil && call.Result.Collection
}

// read adds the call that reads the resource of the path so far, unless the last step is that call.
func (s *state) read(seg segment) *spec.Error {
	if s.call() != nil {
		return nil
	}
	m := s.verb("GET")
	if m == nil {
		return s.request.errorf(seg.start, "write the path of a resource with GET", "the description has no GET of what %s belongs to", seg.name)
	}
	s.add(m)
	return nil
}

// references maps HTTP methods to the functions of package graph that change or read references.
var references = map[bool]map[string]string{
	true:  {"GET": "ListReferences", "POST": "AddReference"},
	false: {"GET": "GetReference", "PUT": "SetReference", "DELETE": "RemoveReference"},
}

func (s *state) reference(seg segment) *spec.Error {
	method := s.request.Method
	function := references[s.at.Collection][method]
	if function == "" && s.at.Collection {
		return s.request.errorf(seg.start, "GET or POST the references of a collection, DELETE that with a key: …/{id}/$ref", "a collection takes no %s of $ref", method)
	}
	if function == "" {
		return s.request.errorf(seg.start, "GET, PUT or DELETE it, or POST to a collection", "one reference takes no %s", method)
	}
	s.program.Helper = &ir.Helper{Func: function, Segments: "/$ref"}
	if err := s.read(seg); err != nil || method != "POST" && method != "PUT" {
		return err
	}
	resource, err := s.resource()
	s.program.Helper.Resource = resource
	return err
}

const (
	idMember  = "@odata.id"
	refRemedy = `write {"@odata.id": "<URL of the resource>"}`
)

// resource returns the expression for the resource whose URL is in the body.
func (s *state) resource() ([]*ir.Step, *spec.Error) {
	if s.body == nil {
		return nil, s.request.errorf(len(s.request.text), refRemedy, "the request has no body")
	}
	id := s.body.find(idMember)
	if id == nil || id.kind != 's' || len(s.body.members) != 1 {
		return nil, s.request.errorf(s.body.start, refRemedy, "the body is not a reference")
	}
	text := slices.Concat(s.request.text[:id.start+1], []byte(id.text))
	r := &Request{source: source{s.request.file, text}, Method: "GET", URL: id.text, urlAt: id.start + 1}
	other := &state{pkg: s.pkg, request: r, options: s.options, methods: s.pkg.Roots, program: &ir.Program{}}
	if err := other.walk(); err != nil {
		return nil, err
	}
	switch call := other.call(); {
	case call.Call != ir.Get || other.program.Helper != nil || r.query != span{}:
		return nil, r.errorf(id.start, "write the URL of one resource, without options", "%s leads to no resource", id.text)
	case call.Model != s.call().Model:
		return nil, r.errorf(id.start, "write the URL of such a resource", "the reference is to a %s, not to a %s", s.call().Model.Wire, call.Model.Wire)
	}
	return other.program.Steps, nil
}

// fileProperty returns the property at the end of a path, or nil. A property that is not a file is
// followed by $value.
func (s *state) fileProperty(rest []segment) *ir.Field {
	if s.at == nil || s.at.Collection || s.call() != nil || s.way(rest[0].name) != nil {
		return nil
	}
	f := fieldOf(s.at.Model, rest[0].name)
	switch {
	case f == nil || f.Navigation || len(rest) > 2:
		return nil
	case len(rest) == 1 && f.Type.IsStream(), len(rest) == 2 && rest[1].name == "$value" && !f.Type.IsStream():
		return f
	}
	return nil
}

// valueAt reads or replaces a file, or the value of a property.
func (s *state) valueAt(rest []segment, f *ir.Field) *spec.Error {
	h := &ir.Helper{Func: "Media"}
	for _, seg := range rest {
		h.Segments += "/" + seg.name
	}
	if f != nil {
		h.Func, h.Property = "Value", &ir.Expr{Model: s.at.Model, Field: f}
	}
	s.program.Helper = h
	switch {
	case s.request.Method == "PUT" && (f == nil || f.Type.IsStream()):
		h.Func, h.File = "Put"+h.Func, &ir.File{ContentType: s.request.header("Content-Type"), Content: s.request.content()}
	case s.request.Method != "GET":
		return s.request.errorf(s.request.urlAt-1, "GET values, PUT files", "%s does not take %s", rest[0].name, s.request.Method)
	}
	return s.read(rest[0])
}

// helped checks that a request has only the parts that a helper can send.
func (s *state) helped() {
	h, read := s.program.Helper, s.request.Method == "GET" || s.request.Method == "DELETE"
	if h.File != nil && h.File.ContentType == "" {
		s.fail(s.request.body.start, "write the header Content-Type", "the file has no type")
	}
	if h.File != nil && h.File.Content == "" {
		s.fail(len(s.request.text), "add the body that is sent", "the request has no body")
	}
	if read && s.request.body.start < s.request.body.end {
		s.fail(s.request.body.start, "remove the body", "a %s of %s has no body", s.request.Method, strings.TrimPrefix(h.Segments, "/"))
	}
}
