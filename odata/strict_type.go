package odata

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// derived reads the object at i, which names its type if that is not the declared one.
func (r *strictReader) derived(pr *prop, i int) int {
	at, ok := r.typeAt(i)
	if !ok {
		return failed
	}
	base, err := planOf(pr.hierarchy.base)
	if err != nil {
		return r.broken(err)
	}
	if at == 0 || r.b[at] != '"' {
		if !base.abstract {
			return r.object(base, i)
		}
		r.add(i, "has no "+typeMember+", and "+base.typeName()+" is abstract", "name a derived type, such as "+strings.Join(pr.concrete(3), ", "))
		return r.untyped(i)
	}
	name, end := r.text(at)
	if end < 0 {
		return failed
	}
	return r.named(pr, strings.Clone(strings.TrimPrefix(name, "#")), at, i)
}

// named reads the object at i, whose type name is at the position at.
func (r *strictReader) named(pr *prop, name string, at, i int) int {
	t := pr.hierarchy.byName[name]
	if t == nil {
		r.path = append(r.path, typeMember)
		r.add(at, "names "+quoted(name)+", which is no "+nameOfType(pr.hierarchy.base)+" that the package knows", meant(name, pr.concrete(0), "name one of its types"))
		r.path = r.path[:len(r.path)-1]
		return r.untyped(i)
	}
	p, err := planOf(t)
	if err != nil {
		return r.broken(err)
	}
	if p.abstract {
		r.path = append(r.path, typeMember)
		r.add(at, "names "+name+", which is abstract", "name a derived type, such as "+strings.Join(pr.concrete(3), ", "))
		r.path = r.path[:len(r.path)-1]
	}
	return r.object(p, i)
}

// concrete returns the names of the types that a value can have, sorted, at most that many unless
// most is 0.
func (pr *prop) concrete(most int) (names []string) {
	for _, name := range slices.Sorted(maps.Keys(pr.hierarchy.byName)) {
		if p, err := planOf(pr.hierarchy.byName[name]); err == nil && !p.abstract && (most == 0 || len(names) < most) {
			names = append(names, name)
		}
	}
	return names
}

// typeAt returns where the object at i has the value of its @odata.type, or 0 if it has none.
func (r *strictReader) typeAt(i int) (at int, ok bool) {
	if at = r.leadingType(i); at != 0 {
		return at, true
	}
	find := strictReader{decoder: r.decoder} // its problems are found again when the object is read
	end := find.names(i, func(name string, _, value int) int {
		if name == typeMember {
			at = value
		}
		return find.untyped(value)
	})
	if end < 0 {
		r.path = append(r.path, find.path...)
	}
	return at, end > 0
}

// unknown returns what is wrong with a name that the type does not have, and what to do. It returns
// "" for name@odata.bind of a navigation property.
func (p *plan) unknown(name string) (what, remedy string) {
	if flag, ok := p.withheld[name]; ok {
		return withheldBecause(flag), map[propFlag]string{readonly: "leave it out, the service sets it",
			createonly: "leave it out, or create the resource anew", navigation: "leave it out, and change it by its own requests"}[flag]
	}
	if property, ok := strings.CutSuffix(name, bindSuffix); ok && property != "" {
		return p.unbound(property)
	}
	switch {
	case isOperation(name):
		return p.control(name), "leave it out"
	case strings.Contains(name, "@") && p.typeText != "":
		return "is an annotation", meant(name, []string{typeMember}, "leave it out")
	case strings.Contains(name, "@"):
		return "is an annotation", "leave it out"
	}
	return p.label() + " has no such property", meant(name, p.names(), "correct the name, or leave it out")
}

// unbound returns what is wrong with the property of a name@odata.bind, or "".
func (p *plan) unbound(property string) (what, remedy string) {
	var ways []string
	for name, flag := range p.withheld {
		if flag == navigation {
			ways = append(ways, name)
		}
	}
	for i := range p.props {
		if p.props[i].navigates() {
			ways = append(ways, p.props[i].name)
		}
	}
	if slices.Contains(ways, property) {
		return "", ""
	}
	slices.Sort(ways)
	return p.label() + " has no such navigation property", meant(property, ways, "correct the name, or leave it out")
}

// label names a type in messages, as the service does if it has a name there.
func (p *plan) label() string {
	name := p.typeName()
	if name == "" {
		name = p.typ.Name()
	}
	return name[strings.LastIndexByte(name, '.')+1:]
}

func (p *plan) names() []string {
	names := make([]string, len(p.props))
	for i := range p.props {
		names[i] = p.props[i].name
	}
	return names
}

// meant returns the remedy for a wrong name: the known one that is most like it, or else.
func meant(name string, known []string, otherwise string) string {
	if near := nearest(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	return otherwise
}

// nearest returns the known name that is most like the given one, or "" if none is like it.
func nearest(name string, known []string) (best string) {
	const longest = 200
	limit := len(name)/4 + 2
	for _, k := range known {
		if len(name) > longest || len(k)-len(name) >= limit || len(name)-len(k) >= limit {
			continue // the distance is at least the difference in length
		}
		if d := distance(strings.ToLower(name), strings.ToLower(k)); d < limit {
			best, limit = k, d
		}
	}
	return best
}

// distance returns the number of bytes to insert, delete or replace to turn a into b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// example returns a value of the kind for messages.
func (k kind) example() string {
	return map[kind]string{kindTime: `"2026-01-31T08:00:00Z"`, kindDate: `"2026-01-31"`, kindTimeOfDay: `"08:00:00"`, kindDuration: `"P1DT12H"`,
		kindGUID: `"` + zeroGUID + `"`, kindBinary: `"AQID"`, kindDecimal: "1.5"}[k]
}

// integerRange returns the bounds of a whole number.
func (k kind) integerRange() (from, to string) {
	bits := map[kind]int{kindInt8: 8, kindInt16: 16, kindInt32: 32, kindInt64: 64}[k]
	if bits == 0 {
		return "0", "255"
	}
	return strconv.FormatInt(-1<<(bits-1), 10), strconv.FormatInt(1<<(bits-1)-1, 10)
}
