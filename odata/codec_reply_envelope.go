package odata

import "strings"

// envelope reads the object at i. It calls the function in read for each member that has one, and
// skips the others.
func (d *decoder) envelope(i int, read map[string]func(int) int) int {
	if d.b[i] != '{' {
		return d.unexpected(i, "an object")
	}
	return d.eachMember(i, func(name string, value int) int {
		if take := read[name]; take != nil {
			return take(value)
		}
		return d.skip(value)
	})
}

// isWrapped reports whether the text at i is an object around the value: it has the member value
// and otherwise only annotations, and no type. An object is not a wrapper if the model has a
// structured property called value.
func (d *decoder) isWrapped(pr *prop, i int) bool {
	probe := &decoder{b: d.b, s: d.s}
	if d.b[i] != '{' {
		return false
	}
	found := false
	for i = d.space(i + 1); d.b[i] == '"'; i = d.space(i + 1) {
		name, value := probe.name(i)
		switch {
		case value < 0, name == typeMember:
			return false
		case name == "value":
			found = !pr.isStructured() || d.b[value] == '{' && !pr.hasStructuredValue() || d.b[value] == 'n'
			if !found {
				return false
			}
		case !strings.Contains(name, "@"):
			return false
		}
		if i = probe.skip(value); i < 0 {
			return false
		}
		if i = d.space(i); d.b[i] != ',' {
			break
		}
	}
	return found
}

func (pr *prop) isStructured() bool { return pr.elem != nil && !pr.list }

// hasStructuredValue reports whether the model has a property called value that holds an object.
func (pr *prop) hasStructuredValue() bool {
	t := pr.elem
	if pr.kind == kindAny {
		t = pr.hierarchy.base
	}
	p, err := planOf(t)
	if err != nil {
		return false
	}
	n, ok := p.property("value")
	return ok && p.props[n].isStructured()
}
