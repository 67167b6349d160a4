package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// reportMissing reports a selected type, operation or workload that the description does not have.
func (b *builder) reportMissing(asked, remedy, format string, args ...any) {
	b.errs.Add(spec.Errorf(b.opts.Asked[asked], remedy, format, args...))
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

// suggestion returns a remedy that names the type with the most similar name.
func (b *builder) suggestion(asked string) string {
	names := b.typeNames()
	for i, name := range names {
		if !strings.Contains(asked, ".") {
			names[i] = name[strings.LastIndexByte(name, '.')+1:]
		}
	}
	return cmp.Or(spec.Suggest(asked, names), "names are those of the wire, as in embeddedSIMActivationCodePool")
}

func (b *builder) typeNames() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(b.index.Types)), maps.Keys(b.index.Enums))
	slices.Sort(names)
	return names
}

// unreachable lists, sorted, the operations that have no method. When only a part of the
// description is selected it lists nothing, because most of the others are not wanted.
func (b *builder) unreachable(p *paths) []string {
	if !b.selected.whole {
		return nil
	}
	var all []string
	for _, op := range operations(b.index) {
		if !p.called[op] {
			all = append(all, b.index.Name(op)+"("+b.bindingOf(op)+")")
		}
	}
	slices.Sort(all)
	return all
}

// bindingOf returns the type that an operation is bound to, "" for one that is not bound.
func (b *builder) bindingOf(op *spec.Operation) string {
	if !op.Bound || len(op.Parameters) == 0 {
		return ""
	}
	return b.targetType(op.Parameters[0].Type)
}
