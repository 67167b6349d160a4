package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// A document is one of Microsoft's OpenAPI descriptions, made strict.
type document struct {
	name, date string
	schemas    openapi3.Schemas
	types      map[string]*openapi3.Schema // structured types, each exactly itself
	routes     []route
}

// A route is a path of a document.
type route struct {
	segments []string
	item     *openapi3.PathItem
}

var date = regexp.MustCompile(`\d{4}-\d{2}(-\d{2})?`)

// readDocuments reads and hardens the files that match a pattern, the youngest first.
func readDocuments(patterns []string) ([]*document, error) {
	var files []string
	for _, pattern := range patterns {
		some, err := filepath.Glob(pattern)
		if err != nil || len(some) == 0 {
			return nil, fmt.Errorf("%s: no such file; name Microsoft's OpenAPI descriptions", pattern)
		}
		files = append(files, some...)
	}
	var all []*document
	for _, file := range files {
		d, err := readDocument(file)
		if err != nil {
			return nil, fmt.Errorf("%s:1:1: %w", file, err)
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(a, b *document) int { return strings.Compare(b.date, a.date) })
	return all, nil
}

func readDocument(file string) (*document, error) {
	data, err := readMaybeGzip(file)
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		return nil, err
	}
	d := &document{name: strings.TrimSuffix(filepath.Base(file), ".gz"), date: date.FindString(file), schemas: doc.Components.Schemas}
	for path, item := range doc.Paths.Map() {
		d.routes = append(d.routes, route{segments(path), item})
	}
	slices.SortFunc(d.routes, func(a, b route) int { return slices.Compare(a.segments, b.segments) })
	harden(d)
	return d, nil
}

func readMaybeGzip(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !strings.HasSuffix(file, ".gz") {
		return io.ReadAll(f)
	}
	plain, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(plain)
}

var keyInQuotes = regexp.MustCompile(`\('([^']*)'\)`)

// segments splits a path; documents of some dates and pages leave the namespace of an operation
// out.
func segments(path string) []string {
	all := strings.Split(strings.Trim(keyInQuotes.ReplaceAllString(path, "/$1"), "/"), "/")
	for i, s := range all {
		all[i] = strings.TrimPrefix(strings.TrimPrefix(s, "microsoft."), "graph.")
	}
	return all
}

// body returns the schema of the body that a request takes, nil when the document has no such
// request.
func (d *document) body(method, path string) *openapi3.Schema {
	op := d.operation(method, segments(path))
	if op == nil || op.RequestBody == nil {
		return nil
	}
	media := op.RequestBody.Value.Content.Get("application/json")
	if media == nil || media.Schema == nil {
		return nil
	}
	return media.Schema.Value
}

func (d *document) operation(method string, path []string) *openapi3.Operation {
	var found *openapi3.Operation
	best := -1
	for _, r := range d.routes {
		if op := r.item.GetOperation(method); op != nil {
			if n := r.matches(path); n > best {
				found, best = op, n
			}
		}
	}
	return found
}

// matches counts the segments that are equal to those of the route, keys apart; -1 when the path is
// another.
func (r route) matches(path []string) int {
	if len(path) != len(r.segments) {
		return -1
	}
	n := 0
	for i, s := range r.segments {
		switch {
		case s == path[i]:
			n++
		case !strings.HasPrefix(s, "{"):
			return -1
		}
	}
	return n
}
