package build

import (
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
)

// addAbsences adds a row for each path below which some cloud has nothing. It looks along the
// shortest path from each root.
func (p *paths) addAbsences(rows map[string]*ir.Row) {
	if !p.anyAbsent() {
		return // a description without clouds may have many roots, which need no search
	}
	for _, root := range p.roots {
		queue := []*place{{method: root}}
		seen := map[*ir.Builder]bool{}
		for len(queue) > 0 {
			at := queue[0]
			queue = queue[1:]
			if len(at.method.Absent) > 0 {
				absence(rows, at.path(), at.method.Absent)
				continue
			}
			if at.method.To == nil || seen[at.method.To] {
				continue
			}
			seen[at.method.To] = true
			for _, m := range at.method.To.Methods {
				queue = append(queue, &place{m, at})
			}
		}
	}
}

// anyAbsent reports whether some cloud lacks anything.
func (p *paths) anyAbsent() bool {
	isAbsent := func(m *ir.Method) bool { return len(m.Absent) > 0 }
	return slices.ContainsFunc(p.roots, isAbsent) ||
		slices.ContainsFunc(p.list, func(b *ir.Builder) bool { return slices.ContainsFunc(b.Methods, isAbsent) })
}

// addAbsentTypes adds a row for each type that some cloud lacks. Its values may be in bodies that
// go to paths of that cloud.
func (b *builder) addAbsentTypes(rows map[string]*ir.Row) {
	for _, m := range b.types.models {
		if t := b.index.Types[m.Wire]; t != nil {
			if absent := b.absent(t.Annotations); len(absent) > 0 {
				absence(rows, m.Wire, absent)
			}
		}
	}
}

// A place is a method with the path that leads to it.
type place struct {
	method *ir.Method
	before *place // nil at a root
}

func (p *place) path() string {
	if p.before == nil {
		return "/" + p.method.Segment
	}
	return p.before.path() + template(p.method)
}

// absence adds a row for a path or a type that some clouds lack.
func absence(rows map[string]*ir.Row, path string, clouds []string) {
	row := &ir.Row{Method: "*", Path: path}
	for _, cloud := range clouds {
		row.Clouds = append(row.Clouds, ir.Cloud{Name: cloud})
	}
	rows["* "+path] = row
}
