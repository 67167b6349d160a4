package main

import (
	"encoding/json"
	"os"
	"slices"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
)

// A suite is one run over documented operations.
type suite struct{ cases, exceptions, root, bodies, older string }

// The checks of an operation, in order.
const (
	compiles = "compile"
	requests = "request"
	answers  = "response"
)

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

// conform checks the operations that the description has, and explains why it lacks the others.
func (s *suite) conform(cases []*documented) ([]*result, error) {
	doc, err := beta.Document()
	if err != nil {
		return nil, err
	}
	older, err := readOlder(s.older)
	if err != nil {
		return nil, err
	}
	var all, described []*result
	has := describe(doc)
	for _, c := range cases {
		r := &result{documented: c, faults: map[string]string{}, excepted: map[string]*exception{}}
		all = append(all, r)
		if l := has.lacks(c); l != nil {
			r.lacks, r.explanation = l.String(), has.explanation(l, older)
		} else {
			described = append(described, r)
		}
	}
	return all, s.perform(described, doc)
}

// perform writes the snippets of operations, runs them, and compares the requests and responses.
func (s *suite) perform(described []*result, doc *spec.Document) error {
	pkg, err := gen.Model(doc, gen.Options{Name: "intunebeta", Path: "/beta"})
	if err != nil {
		return err
	}
	m, err := newModule(s.root)
	if m != nil {
		defer os.RemoveAll(m.dir)
	}
	if err != nil {
		return err
	}
	for _, r := range described {
		if err := r.write(m, pkg); err != nil {
			return err
		}
	}
	running := slices.DeleteFunc(described, func(r *result) bool { return !r.written })
	arrived, err := m.run()
	if err != nil {
		return err
	}
	for i, r := range running {
		r.compare(&arrived[i])
	}
	return nil
}

// writeBodies writes the sent bodies to a file for the judge.
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
