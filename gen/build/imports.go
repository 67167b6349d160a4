package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// addImports adds the operations that the container exposes at the root.
func (p *pathBuilder) addImports(container *spec.EntityContainer) {
	for _, imp := range slices.Concat(container.ActionImports, container.FunctionImports) {
		if !p.selected.whole && !p.selected.roots[imp.Name] {
			continue
		}
		var overloads []*spec.Operation
		for _, op := range operations(p.index) {
			if !op.Bound && p.index.Name(op) == p.index.Resolve(imp.Operation) {
				overloads = append(overloads, op)
			}
		}
		sortOverloads(overloads)
		p.opened = append(p.opened, imp)
		for _, op := range overloads {
			m := p.operation(op, "")
			if m.Segment = imp.Name; op.Function {
				m.Template = p.functionTemplate(m)
			}
			p.roots = append(p.roots, m)
		}
	}
}
