package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
)

// A MissingError says what was selected and the description does not have. Nothing else is wrong.
type MissingError struct {
	list []missing
}

// A missing is a selected type, operation or workload that the description does not have.
type missing struct {
	asked string
	gone  bool // an earlier package had it
	err   *spec.Error
}

// Error lists what is missing, by position.
func (e *MissingError) Error() string { return e.join(func(missing) bool { return true }).Error() }

// Gone returns the error of the selected parts that an earlier package had, or nil.
func (e *MissingError) Gone() error { return e.join(func(m missing) bool { return m.gone }) }

// Asked returns what is missing, as it was selected.
func (e *MissingError) Asked() []string {
	var all []string
	for _, m := range e.list {
		all = append(all, m.asked)
	}
	return all
}

// join returns the errors of the items that match, or nil.
func (e *MissingError) join(match func(missing) bool) error {
	var all spec.Errors
	for _, m := range e.list {
		if match(m) {
			all.Add(m.err)
		}
	}
	return all.Err()
}

// reportMissing reports a selected type, operation or workload that the description does not have.
func (b *builder) reportMissing(asked, remedy, format string, args ...any) {
	b.missing = append(b.missing, missing{asked: asked, err: spec.Errorf(b.opts.Asked[asked], remedy, format, args...)})
}

// reportGone reports a selected type or operation that an earlier package had.
func (b *builder) reportGone(kind, asked string) {
	err := spec.Errorf(b.opts.Asked[asked], "remove it from what is selected, or keep the earlier description",
		"%s %s: gone from %s; %s, which was generated before, still has it", kind, asked, cmp.Or(b.index.Doc.Pos.File, "the description"),
		cmp.Or(b.opts.EarlierFile, "the package"))
	b.missing = append(b.missing, missing{asked, true, err})
}

// err returns the error of the run, which is a [MissingError] if nothing else is wrong.
func (b *builder) err() error {
	if len(b.missing) == 0 {
		return b.errs.Err()
	}
	if b.errs.Err() == nil {
		return &MissingError{b.missing}
	}
	for _, m := range b.missing {
		b.errs.Add(m.err)
	}
	return b.errs.Err()
}

// hadType reports whether an earlier package had a type of that name, qualified or not.
func (b *builder) hadType(asked string) bool {
	return b.opts.Same || slices.ContainsFunc(b.opts.Earlier[names.Top], func(n names.Name) bool {
		wire, ok := strings.CutPrefix(n.Key, "type:")
		return ok && (wire == asked || strings.HasSuffix(wire, "."+asked))
	})
}

// hadPath reports whether an earlier package had a method for the last step of a path.
func (b *builder) hadPath(segments []string) bool {
	if b.opts.Same {
		return true
	}
	steps := slices.DeleteFunc(slices.Clone(segments), isKey)
	if len(steps) == 0 {
		return false
	}
	last, _, _ := strings.Cut(steps[len(steps)-1], "(")
	for scope, items := range b.opts.Earlier {
		if scope != names.Top && !names.IsQualified(scope) && slices.ContainsFunc(items, func(n names.Name) bool { return matches(last, stepOf(n.Key)) }) {
			return true
		}
	}
	return false
}

// stepOf returns the path segment of a method, given its key in a table of names.
func stepOf(key string) string {
	kind, rest, ok := strings.Cut(key, ":")
	if !ok {
		return key
	}
	if kind == "call" {
		rest, _, _ = strings.Cut(rest, ":")
	}
	return rest
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
