package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A description answers whether it has what a documented operation needs. It walks the types
// themselves, not the plan of the generated package, so that an operation that the package lacks by
// a fault of the generator is not taken for one that the description lacks.
type description struct {
	index      *spec.Index
	operations map[string][]*spec.Operation // by binding type, "" for unbound ones
}

func describe(doc *spec.Document) *description {
	d := &description{index: spec.NewIndex(doc), operations: map[string][]*spec.Operation{}}
	for _, schema := range doc.Schemas {
		for _, op := range schema.Operations {
			binding := ""
			if op.Bound && len(op.Parameters) > 0 {
				binding = d.index.Resolve(op.Parameters[0].Type.Name)
			}
			d.operations[binding] = append(d.operations[binding], op)
		}
	}
	return d
}

var typeName = regexp.MustCompile(`"@odata\.type"\s*:\s*"#?([^"]+)"`)

// lacks returns the part of a documented operation that the description lacks, or nil.
func (d *description) lacks(c *documented) *missing {
	if c.Request.Body != nil {
		for _, m := range typeName.FindAllStringSubmatch(*c.Request.Body, -1) {
			if d.index.Types[m[1]] == nil {
				return &missing{typ: m[1]}
			}
		}
	}
	if strings.Contains(c.Request.URL, "**") {
		return &missing{}
	}
	return d.lacksPath(servicePath(c.Request.URL))
}

// lacksPath walks a path over the types.
func (d *description) lacksPath(path string) *missing {
	at := ""
	path, _ = cutQuery(path)
	for segment := range strings.SplitSeq(strings.TrimSuffix(withoutArguments(path), "/$count"), "/") {
		next, ok := d.step(at, segment)
		switch {
		case !ok && strings.HasSuffix(path, "/"+segment+"/$value") && d.property(at, segment):
			return nil
		case !ok:
			return &missing{at: at, segment: segment}
		case next == nil:
			return nil
		}
		at = *next
	}
	return nil
}

// property reports whether a type has a property of that name that is no way on.
func (d *description) property(at, name string) bool {
	for t := d.index.Types[at]; t != nil; t = d.index.Base(t) {
		if slices.ContainsFunc(t.Properties, func(p *spec.Property) bool { return p.Name == name }) {
			return true
		}
	}
	return false
}

func (d *description) isA(t *spec.StructuredType, base string) bool {
	for ; t != nil; t = d.index.Base(t) {
		if d.index.Name(t) == base {
			return true
		}
	}
	return false
}

// step returns the type that a segment leads to from a type, "" being the root; nil for the end of
// a path.
func (d *description) step(at, segment string) (*string, bool) {
	if at == "" {
		return d.root(segment)
	}
	if name := qualified(segment); d.index.Types[name] != nil && d.isA(d.index.Types[name], at) {
		return &name, true
	}
	for t := d.index.Types[at]; t != nil; t = d.index.Base(t) {
		for _, n := range t.Navigations {
			if n.Name == segment {
				to := d.index.Resolve(n.Type.Name)
				return &to, true
			}
		}
		for _, op := range d.operations[d.index.Name(t)] {
			if op.Name == unqualified(segment) {
				return nil, true
			}
		}
	}
	if !word.MatchString(segment) {
		return &at, true
	}
	return nil, false
}

// word is what names of properties, types and operations are, as opposed to keys: placeholders in
// braces, GUIDs, numbers.
var word = regexp.MustCompile(`^[A-Za-z.]+$`)

// qualified returns a segment with the namespace where it has the alias of it.
func qualified(segment string) string {
	if strings.HasPrefix(segment, "graph.") {
		return "microsoft." + segment
	}
	return segment
}

// unqualified returns a segment without the namespace, which operations do not need.
func unqualified(segment string) string {
	return strings.TrimPrefix(qualified(segment), "microsoft.graph.")
}

var keyInQuotes = regexp.MustCompile(`\('([^']*)'\)`)

// sameForm returns a path in the one form of many that all mean the same: keys as segments, no
// namespaces, which no operation and type need.
func sameForm(path string) string {
	all := strings.Split(strings.Trim(keyInQuotes.ReplaceAllString(path, "/$1"), "/"), "/")
	for i, segment := range all {
		all[i] = unqualified(segment)
	}
	return strings.Join(all, "/")
}

func (d *description) root(segment string) (*string, bool) {
	for _, schema := range d.index.Doc.Schemas {
		if schema.Container == nil {
			continue
		}
		for _, one := range schema.Container.Singletons {
			if one.Name == segment {
				to := d.index.Resolve(one.Type)
				return &to, true
			}
		}
		for _, set := range schema.Container.EntitySets {
			if set.Name == segment {
				to := d.index.Resolve(set.Type)
				return &to, true
			}
		}
	}
	for _, op := range d.operations[""] {
		if op.Name == segment {
			return nil, true
		}
	}
	return nil, false
}

var origin = regexp.MustCompile(`^https?://[^/]*/(beta|v1\.0|v1)/`)

// lineBreak is how pages break URLs that hold JSON.
var lineBreak = regexp.MustCompile(`\r?\n\s*`)

// servicePath returns the path of a documented URL behind the root of the service.
func servicePath(url string) string {
	return strings.TrimPrefix(lineBreak.ReplaceAllString(origin.ReplaceAllString(url, ""), ""), "/")
}

// cutQuery cuts a URL at its query. The arguments of a function may have a question mark too.
func cutQuery(url string) (path, query string) {
	depth := 0
	for i := range len(url) {
		switch c := url[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '?' && depth == 0:
			return url[:i], url[i+1:]
		}
	}
	return url, ""
}

var inParentheses = regexp.MustCompile(`\(.*\)`)

func withoutArguments(path string) string { return inParentheses.ReplaceAllString(path, "") }
