// Package snippet turns a documented HTTP request into Go code that performs it with a generated
// package.
//
// It reads the model from which the package was generated, so that every name is one of the
// package.
package snippet

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// Options are the settings of a translation.
type Options struct {
	Package string // name of the package that the function is in; "snippet" if empty
	Func    string // name of the function; "" for one made from the request
	Import  string // path of the generated package
	// Extra sends members that the description lacks by Extra. Without it they are errors.
	Extra bool
}

// A Note reports a part of a request that does not match the description. It may be a "property",
// "type" or "enum value" that the description lacks, a "value" that is not of its property's type,
// an "abstract type", an "unsent" property that only the service sets or that has requests of its
// own, or an "omission" by the page.
type Note struct{ Kind, Text string }

// A state is one translation.
type state struct {
	pkg        *ir.Package
	request    *Request
	options    Options
	program    *ir.Program
	at         *ir.Builder  // builder of the path so far; nil at the root
	methods    []*ir.Method // methods of that builder
	before     *ir.Builder  // builder of the path before the last step
	of         *ir.Builder  // builder of a base type, to which the path so far must be converted; or nil
	body       *node        // nil without a body
	parameters *node
	sent       *ir.Model // type of the body of a create or update
	option     span      // query option that is being translated
	errs       spec.Errors
	notes      []Note
}

// Write returns Go code that performs a request, and notes of its parts that do not match the
// description. Faults of the request are errors with their position in it.
func Write(pkg *ir.Package, r *Request, options Options) ([]byte, []Note, error) {
	if err := options.Check(); err != nil {
		return nil, nil, err
	}
	s := &state{pkg: pkg, request: r, options: options, methods: pkg.Roots, program: &ir.Program{
		Package: options.pkg(), Func: options.Func, Import: options.Import, Name: options.importName(), Client: pkg.Fixed.Client}}
	if err := s.translate(); err != nil {
		return nil, nil, err
	}
	source, err := emit.Program(s.program)
	return source, s.notes, err
}

func (s *state) translate() error {
	if s.request.body.start < s.request.body.end && !s.request.sendsFile() {
		body, err := parseJSON(&s.request.source, s.request.body)
		if err != nil {
			return err
		}
		s.body = body
	}
	for _, at := range s.request.omitted {
		s.note(at, "omission", "something is left out here, and so not sent")
	}
	if err := s.walk(); err != nil {
		return err
	}
	s.fillBody()
	s.query()
	s.program.Options = headers(s.request.Headers)
	s.nameFunc()
	return s.errs.Err()
}

// own are the headers that the client writes itself, or that have a secret.
var own = []string{"Accept", "Accept-Encoding", "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Host", "User-Agent"}

// headers returns the other headers of the request.
func headers(all []ir.Header) []ir.Header {
	return slices.DeleteFunc(slices.Clone(all), func(h ir.Header) bool { return slices.Contains(own, http.CanonicalHeaderKey(h.Name)) })
}

// nameFunc names the function after the call and its target.
func (s *state) nameFunc() {
	s.program.Doc = s.request.Method + " " + s.template()
	if s.program.Func == "" {
		s.program.Func = s.call().Go + s.object()
		if h := s.program.Helper; h != nil {
			s.program.Func = h.Func + cmp.Or(s.object(), s.call().Go)
		}
	}
}

// object names the target of the call. A collection is named after its path, other targets after
// the type, or the type of the body. An operation at the root needs no target, because its name
// suffices.
func (s *state) object() string {
	call := s.call()
	switch {
	case s.at == nil:
		return ""
	case call.Call == ir.List || call.Call == ir.Count:
		return s.collection()
	case call.Call == ir.Action || call.Call == ir.Function:
		if before := s.previous(1).Call; !s.at.Collection && before != ir.Key && before != ir.Cast {
			return ""
		}
	case s.program.Body != nil:
		return s.sent.Go
	}
	return s.at.Model.Go
}

// collection names a collection after its step, and the derived type that it is cast to.
func (s *state) collection() string {
	name := s.previous(1).Go
	if s.program.OfType != nil {
		name += "As" + s.program.OfType.Go
	}
	return name
}

// previous returns the method of the n-th step before the call.
func (s *state) previous(n int) *ir.Method { return s.program.Steps[len(s.program.Steps)-1-n].Method }

// template returns the path with names in place of keys and without arguments.
func (s *state) template() string {
	var path strings.Builder
	for _, step := range s.program.Steps {
		switch {
		case step.Method.Call == ir.Key:
			path.WriteString("/{" + step.Method.KeyName() + "}")
		case step.Method.Segment != "":
			path.WriteString("/" + step.Method.Segment)
		case step.Method.Call == ir.Count:
			path.WriteString("/$count")
		}
	}
	if s.program.OfType != nil {
		path.WriteString("/" + s.program.OfType.Wire)
	}
	if s.program.Helper != nil {
		path.WriteString(s.program.Helper.Segments)
	}
	return path.String()
}

func (s *state) fail(at int, remedy, format string, args ...any) {
	s.errs.Add(s.request.errorf(at, remedy, format, args...))
}

func (s *state) note(at int, kind, what string) {
	s.notes = append(s.notes, Note{kind, fmt.Sprintf("%s: %s", s.request.position(at), what)})
}

// nearest returns a remedy with the known name that is most like the given one, or "".
func nearest(kind, name string, known []string) string {
	best := spec.Nearest(name, known, len(name)/4+2)
	if best == "" {
		return "correct the " + kind
	}
	return "correct the " + kind + ", perhaps to " + best
}
