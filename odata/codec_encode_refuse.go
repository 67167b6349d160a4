package odata

import (
	"fmt"
	"strings"
)

// A TypeSet reports which types a package has, by their qualified names without #.
type TypeSet interface{ HasType(name string) bool }

// refuse returns an error that names all that a request may not carry in an object: for a create or
// replace in its root, for an update in its root and in nested values that were decoded with it.
func (e *encoder) refuse(p *plan, m mem, data *extraData, root rootKind) error {
	var found []string
	switch {
	case root == rootCreate:
		found = append(p.readOnlySet(m), p.uncreatable(data)...)
	case e.root == rootPatch:
		found = e.unpatchable(p, data, root)
	}
	if found == nil {
		return nil
	}
	remedy := "use odata.Clone for what was read"
	if root != rootCreate {
		remedy = "use odata.PatchOf for what was read, and odata.UnmarshalStrict for files"
	}
	return fmt.Errorf("odata: %s cannot be sent: %s; leave this out, or %s", p.typ.Name(), strings.Join(found, ", "), remedy)
}

// readOnlySet lists the read-only properties that are set.
func (p *plan) readOnlySet(m mem) (found []string) {
	for i := range p.props {
		if p.props[i].flags&readonly != 0 && *as[state](at(m, p.props[i].state)) != isAbsent {
			found = append(found, p.props[i].name+" is read-only")
		}
	}
	return found
}

// uncreatable lists the members of an Extra that the body of a create or replace may not have.
func (p *plan) uncreatable(data *extraData) (found []string) {
	for i := range data.members {
		name := data.members[i].name
		if n, ok := p.property(name); ok && p.props[n].flags&readonly != 0 {
			found = append(found, name+" is read-only")
		} else if why := p.control(name); why != "" {
			found = append(found, name+" "+why)
		}
	}
	return found
}

// unpatchable lists the members of an Extra that the body of an update may not have, and the name
// of another type of the package.
func (e *encoder) unpatchable(p *plan, data *extraData, root rootKind) (found []string) {
	if name := data.typeName(); data.form == typeOther && name != p.typeName() && e.known != nil && e.known.HasType(name) {
		found = append(found, typeMember+" names "+name+", whose own patch is to be used")
	}
	for i := range data.members {
		if x := &data.members[i]; root == rootPatch || x.made {
			if why := p.foreign(x); why != "" {
				found = append(found, x.name+" "+why)
			}
		}
	}
	return found
}

// foreign returns why an update may not carry a member of an Extra, or "".
func (p *plan) foreign(x *member) string {
	if flag, ok := p.withheld[x.name]; ok {
		return withheldBecause(flag)
	}
	if _, ok := p.property(x.name); ok && x.received {
		return "has a value that does not fit its type"
	}
	return p.control(x.name)
}

// withheldBecause returns why a patch does not have a property of its model.
func withheldBecause(flag propFlag) string {
	switch flag {
	case readonly:
		return "is read-only"
	case createonly:
		return "is for creates only"
	}
	return "is a navigation property, which has requests of its own"
}

// control returns why a member is not data that a request sends, or "".
func (p *plan) control(name string) string {
	switch {
	case isOperation(name):
		return "is an operation that the service advertises"
	case !strings.Contains(name, "@") || p.isBind(name):
		return ""
	case strings.HasSuffix(name, bindSuffix):
		return "is not of a navigation property"
	}
	return "is an annotation"
}

const bindSuffix = "@odata.bind"

// isBind reports whether a member refers to a resource by a navigation property, which may be one
// that the description does not know.
func (p *plan) isBind(name string) bool {
	property, ok := strings.CutSuffix(name, bindSuffix)
	if !ok || property == "" || strings.ContainsAny(property, "@#") {
		return false
	}
	if n, ok := p.property(property); ok {
		return p.props[n].navigates()
	}
	flag, ok := p.withheld[property]
	return !ok || flag == navigation
}

// navigates reports whether a property is a navigation property. A patch has only those that bodies
// may have.
func (pr *prop) navigates() bool {
	return pr.flags&navigation != 0 || pr.flags&inBody != 0 && pr.elem != nil
}

// isControl reports whether a member is an annotation or an operation that the service advertises.
func isControl(name string) bool { return strings.Contains(name, "@") || isOperation(name) }

// isOperation reports whether a member is named as operations are that a service advertises:
// #namespace.action.
func isOperation(name string) bool { return strings.HasPrefix(name, "#") }

// typeName returns the name of another type that was received or set.
func (d *extraData) typeName() string { return d.text[strings.LastIndexByte(d.text, '#')+1:] }
