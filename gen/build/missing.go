package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// reportMissing reports something asked for that cannot be given.
func (s *builder) reportMissing(asked, remedy, format string, args ...any) {
	s.errs.Add(spec.Errorf(s.opts.Asked[asked], remedy, format, args...))
}

// maxListed bounds how many names an error lists.
const maxListed = 5

func abbreviate(names []string) string {
	text := strings.Join(names[:min(len(names), maxListed)], ", ")
	if len(names) > maxListed {
		text += " and others"
	}
	return text
}

// suggestion proposes the type whose name is like the one asked for.
func (s *builder) suggestion(asked string) string {
	names := s.typeNames()
	for i, name := range names {
		if !strings.Contains(asked, ".") {
			names[i] = name[strings.LastIndexByte(name, '.')+1:]
		}
	}
	return cmp.Or(spec.Suggest(asked, names), "names are those of the wire, as in embeddedSIMActivationCodePool")
}

func (s *builder) typeNames() []string {
	var names []string
	for name := range s.index.Types {
		names = append(names, name)
	}
	for name := range s.index.Enums {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// unreachable lists the operations that have no method, sorted. Where only a part of the
// description was wanted, most of the others are meant to have none, and nothing is listed.
func (s *builder) unreachable(p *paths) []string {
	if !s.selected.whole {
		return nil
	}
	var all []string
	for _, op := range operations(s.index) {
		if !p.called[op] {
			all = append(all, s.index.Name(op)+"("+s.bindingOf(op)+")")
		}
	}
	slices.Sort(all)
	return all
}

// bindingOf returns the type that an operation is bound to, "" for one that is not bound.
func (s *builder) bindingOf(op *spec.Operation) string {
	if !op.Bound || len(op.Parameters) == 0 {
		return ""
	}
	return s.written(op.Parameters[0].Type)
}
