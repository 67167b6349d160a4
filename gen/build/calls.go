package build

import (
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// calls reports whether the builders of a kept type have calls besides navigation: the type is
// wanted, or a type derived from it is.
func (b *builder) calls(name string) bool {
	if b.selected.wanted[name] {
		return true
	}
	return !b.isRootEntity(name) && slices.ContainsFunc(b.allDerived(name), func(derived string) bool { return b.selected.wanted[derived] })
}

func (p *pathBuilder) addCalls(b *ir.Builder, key builderKey, t *spec.StructuredType, how *reach) {
	if p.includes(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Get, Go: "Get", Model: b.Model})
	}
	by := p.replacement(t)
	changes := how.update && p.updatable(b.Model)
	if changes && (by == nil || by.with != nil) && p.includes(key, "PATCH") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Update, Go: "Patch", Model: b.Model})
	}
	if changes && by != nil && p.includes(key, "PUT") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Replace, Go: "Put", Model: b.Model, With: by.with})
	}
	if how.remove && p.includes(key, "DELETE") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Delete, Go: "Delete"})
	}
}

// updatable reports whether a model, or one derived from it, has a patch.
func (b *builder) updatable(m *ir.Model) bool {
	return m.Patch != nil || slices.ContainsFunc(m.Derived, func(d *ir.Model) bool { return d.Patch != nil })
}

// A replacement says that PUT updates a type.
type replacement struct {
	with []string // the properties that only PUT may send; nil: every body needs PUT
}

// replacement returns how PUT updates a type, nil if PATCH alone does. The nearest ancestor with an
// annotation decides.
func (b *builder) replacement(t *spec.StructuredType) *replacement {
	for up := t; up != nil; up = b.index.Base(up) {
		a := spec.Find(up.Annotations, spec.TermUpdate)
		switch {
		case a == nil:
		case a.Value.Get("verb").Str() == "PUT":
			return &replacement{a.Value.Get("with").Strings()}
		default:
			return nil
		}
	}
	return nil
}

func (p *pathBuilder) addCollectionCalls(b *ir.Builder, key builderKey, how *reach) {
	if p.includes(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.List, Go: "List", Model: b.Model})
	}
	if p.includes(key, countCall) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Count, Go: "Count"})
	}
	if how.create && p.includes(key, "POST") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Create, Go: "Create", Model: b.Model})
	}
}

func (p *pathBuilder) addNavigations(b *ir.Builder, key builderKey, t *spec.StructuredType) {
	for _, n := range t.Navigations {
		target := p.index.Resolve(n.Type.Name)
		to := p.builders[builderKey{target, n.Type.Collection}]
		way := p.selected.whole || n.Contains && p.keep[key.wire] && p.keep[target]
		if to == nil || !way && !p.includesStep(key, n.Name) {
			continue
		}
		absent := p.absent(n.Annotations, p.index.Types[target].Annotations)
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Nav, Segment: n.Name, To: to, Refers: !n.Contains, Origin: n.Pos, Absent: absent,
			Doc: p.description(n.Annotations, p.index.Name(t)+"/"+n.Name)})
	}
}

// addCasts adds the methods that lead to derived types.
func (p *pathBuilder) addCasts(b *ir.Builder, key builderKey, how *reach) {
	for _, derived := range p.castsFrom(key.wire, how) {
		to := p.builders[builderKey{derived, b.Collection}]
		if to != nil && (p.keep[key.wire] && p.keep[derived] || p.includesStep(key, derived)) {
			b.Methods = append(b.Methods, &ir.Method{Call: ir.Cast, Segment: derived, To: to, Absent: p.absent(p.index.Types[derived].Annotations)})
		}
	}
}
