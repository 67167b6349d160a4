package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// miss reports something asked for that cannot be given.
func (s *state) miss(asked, remedy, format string, args ...any) {
	s.errs.Add(spec.Errorf(s.opts.Asked[asked], remedy, format, args...))
}

// maxListed bounds how many names an error lists.
const maxListed = 5

func some(names []string) string {
	text := strings.Join(names[:min(len(names), maxListed)], ", ")
	if len(names) > maxListed {
		text += " and others"
	}
	return text
}

// suggestion proposes the type whose name is like the one asked for.
func (s *state) suggestion(asked string) string {
	names := s.typeNames()
	for i, name := range names {
		if !strings.Contains(asked, ".") {
			names[i] = name[strings.LastIndexByte(name, '.')+1:]
		}
	}
	return cmp.Or(spec.Suggest(asked, names), "names are those of the wire, as in embeddedSIMActivationCodePool")
}

func (s *state) typeNames() []string {
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

// listUncalled lists the operations that have no method. Where only a part of the description was wanted, most of the others are meant to have none.
func (s *state) listUncalled() {
	if len(s.opts.Types)+len(s.opts.Operations)+len(s.opts.Workloads) > 0 {
		return
	}
	for _, op := range s.operations() {
		if !s.called[op] {
			s.pkg.UnreachableOperations = append(s.pkg.UnreachableOperations, s.index.Name(op)+"("+s.bindingOf(op)+")")
		}
	}
	slices.Sort(s.pkg.UnreachableOperations)
}

// bindingOf returns the type that an operation is bound to, "" for one that is not bound.
func (s *state) bindingOf(op *spec.Operation) string {
	if !op.Bound || len(op.Parameters) == 0 {
		return ""
	}
	return s.written(op.Parameters[0].Type)
}
