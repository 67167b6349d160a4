package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
)

// missing is what a description does not have: a type, or a segment behind a type ("" the root).
// Neither: the page has no path.
type missing struct{ typ, at, segment string }

func (l *missing) String() string {
	switch {
	case l.typ != "":
		return "type " + l.typ
	case l.segment == "":
		return "a path"
	case l.at == "":
		return "root " + l.segment
	}
	return l.segment + " of " + l.at
}

// An earlier description, and the file that it is from.
type earlier struct {
	*description
	file string
}

var date = regexp.MustCompile(`\d{4}-\d{2}`)

// readOlder reads the descriptions that match a pattern, the youngest first by the date in the
// name.
func readOlder(pattern string) ([]earlier, error) {
	files, err := filepath.Glob(pattern)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b string) int {
		return strings.Compare(date.FindString(filepath.Base(b)), date.FindString(filepath.Base(a)))
	})
	var all []earlier
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		doc, err := csdl.Read(file, f)
		f.Close()
		if err != nil {
			return nil, err
		}
		all = append(all, earlier{describe(doc), filepath.Base(file)})
	}
	return all, nil
}

// explanation returns why the description lacks something: only a derived type has it, it has
// another name, an earlier description had it, or none did. A colon separates the kind from the
// detail.
func (d *description) explanation(l *missing, older []earlier) string {
	switch {
	case l.typ == "" && l.segment == "":
		return "the page has none"
	case d.derivedHas(l) != "":
		return "the page leaves the cast out: " + d.derivedHas(l)
	case d.alias(l.typ) != "":
		return "renamed: " + d.alias(l.typ)
	}
	for _, o := range older {
		if o.has(l) {
			if to := cmp.Or(d.renamed(l, o.description), d.renamedType(l, o.description)); to != "" {
				return "renamed: " + to
			}
			return "gone: " + o.file + " has it"
		}
	}
	if older == nil {
		return "not in CSDL"
	}
	return "never in CSDL"
}

func (d *description) has(l *missing) bool {
	if l.typ != "" {
		return d.index.Types[l.typ] != nil
	}
	_, ok := d.step(l.at, l.segment)
	return ok
}

// derivedHas returns a derived type that has the segment: pages leave casts out.
func (d *description) derivedHas(l *missing) string {
	found := ""
	for name, t := range d.index.Types {
		if l.at == "" || l.segment == "" || name == l.at || !d.isA(t, l.at) || found != "" && found < name {
			continue
		}
		if _, ok := d.step(name, l.segment); ok {
			found = name
		}
	}
	return found
}

// alias returns the type that had a name.
func (d *description) alias(name string) string {
	short := name[strings.LastIndexByte(name, '.')+1:]
	for full, t := range d.index.Types {
		if a := spec.Find(t.Annotations, spec.TermAlias); name != "" && a != nil && slices.Contains(a.Value.Strings(), short) {
			return full
		}
	}
	return ""
}

// renamed returns the only way from the same type to where a way of an earlier description led, if
// that description did not have it.
func (d *description) renamed(l *missing, before *description) string {
	to, _ := before.step(l.at, l.segment)
	t := d.index.Types[l.at]
	if to == nil || t == nil {
		return ""
	}
	var names []string
	for _, n := range t.Navigations {
		if _, had := before.step(l.at, n.Name); !had && d.index.Resolve(n.Type.Name) == *to {
			names = append(names, n.Name)
		}
	}
	if len(names) != 1 {
		return ""
	}
	return fmt.Sprintf("%s of %s", names[0], l.at)
}

// renamedType returns the only type with the same base and the same properties, at least one, that
// an earlier description did not have.
func (d *description) renamedType(l *missing, before *description) string {
	was := before.index.Types[l.typ]
	if was == nil || len(was.Properties)+len(was.Navigations) == 0 {
		return ""
	}
	var names []string
	for name, t := range d.index.Types {
		if before.index.Types[name] == nil && d.index.Resolve(t.Base) == before.index.Resolve(was.Base) && slices.Equal(own(t), own(was)) {
			names = append(names, name)
		}
	}
	if len(names) != 1 {
		return ""
	}
	return names[0]
}

// own lists the names that a type declares itself, sorted.
func own(t *spec.StructuredType) []string {
	var all []string
	for _, p := range t.Properties {
		all = append(all, p.Name)
	}
	for _, n := range t.Navigations {
		all = append(all, n.Name)
	}
	slices.Sort(all)
	return all
}
