package build

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// walk returns the methods along a path, and the clouds that lack something on it. It returns nil
// when no methods lead along the path.
func (p *paths) walk(path string) (steps []*ir.Method, absent []string) {
	w := walk{strings.Split(strings.TrimPrefix(path, "/"), "/"), map[deadEnd]bool{}}
	steps = w.along(p.roots, 0)
	for _, m := range steps {
		absent = append(absent, m.Absent...)
	}
	slices.Sort(absent)
	return steps, slices.Compact(absent)
}

// A walk follows the segments of a documented path.
type walk struct {
	segments []string
	dead     map[deadEnd]bool
}

// A deadEnd is a builder from which no methods lead along the segments from a number on. Documented
// paths may leave casts out, so that several ways have to be tried.
type deadEnd struct {
	at   *ir.Builder
	from int
}

// along returns the methods that lead along the segments from a number on, nil if none do. Where
// the documentation leaves a cast out, the cast is among them: of several that to the type nearest
// to the base.
func (w walk) along(methods []*ir.Method, from int) []*ir.Method {
	if method := step(methods, w.segments[from]); method != nil {
		return w.through(method, from+1)
	}
	var nearest []*ir.Method
	for _, cast := range methods {
		if cast.Call != ir.Cast || nearest != nil && depth(cast.To.Model) >= depth(nearest[0].To.Model) {
			continue
		}
		behind := step(cast.To.Methods, w.segments[from])
		if behind == nil {
			continue
		}
		if rest := w.through(behind, from+1); rest != nil {
			nearest = append([]*ir.Method{cast}, rest...)
		}
	}
	return nearest
}

// through returns a method and those that lead on from it along the segments from a number on, nil
// if none do.
func (w walk) through(method *ir.Method, from int) []*ir.Method {
	if from == len(w.segments) {
		return []*ir.Method{method}
	}
	end := deadEnd{method.To, from}
	if method.To == nil || w.dead[end] {
		return nil
	}
	rest := w.along(method.To.Methods, from)
	if rest == nil {
		w.dead[end] = true
		return nil
	}
	return append([]*ir.Method{method}, rest...)
}

// depth returns the number of a model's ancestors.
func depth(m *ir.Model) int {
	n := 0
	for up := m.Base; up != nil; up = up.Base {
		n++
	}
	return n
}
