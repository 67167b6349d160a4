package graphtest

// nodes returns the items of the collection at the end of the path.
func (w *way) nodes(e *env) []node {
	n := w.node(e)
	var all []node
	if w.property.Navigation {
		for _, r := range n.resource.list(w.property.Name).all() {
			all = append(all, node{resource: r})
		}
		return all
	}
	items, _ := itemsOf(n.raw)
	for _, raw := range items {
		all = append(all, node{raw: raw})
	}
	return all
}

// lambda reads what is in parentheses behind any and all: a variable, a colon and a filter on it.
func (p *parser) lambda(w *way) (typed, *fault) {
	if !p.take("(") {
		return typed{}, p.syntax()
	}
	if w.end == "any" && p.take(")") {
		return typed{kind: boolKind, eval: func(e *env) operand { return truth(len(w.nodes(e)) > 0) }}, nil
	}
	variable := p.peek().text
	if p.peek().kind != wordLexeme || p.vars[variable] != nil {
		return typed{}, p.syntax()
	}
	p.at++
	if !p.take(":") {
		return typed{}, p.syntax()
	}
	p.vars[variable] = w.property
	inner, f := p.or()
	delete(p.vars, variable)
	if f == nil && !p.take(")") {
		f = p.syntax()
	}
	wanted := w.end == "any"
	return typed{kind: boolKind, eval: func(e *env) operand {
		for _, n := range w.nodes(e) {
			if inner.eval(e.with(variable, n)).truth == wanted {
				return truth(wanted)
			}
		}
		return truth(!wanted)
	}}, f
}

// with returns the environment with one more variable.
func (e *env) with(name string, n node) *env {
	vars := map[string]node{name: n}
	for other, value := range e.vars {
		if other != name {
			vars[other] = value
		}
	}
	return &env{e.state, e.item, vars}
}
