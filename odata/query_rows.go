package odata

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// This file finds the query that asks for what rows hold, and checks them against the model of the
// items.

// An entity is the declared type of an item or of a property: its model, and the models derived
// from it.
type entity struct {
	*plan
	hierarchy hierarchy
}

// entityOf returns the type of an item: *X, or an interface of models.
func entityOf(t reflect.Type) (e entity, err error) {
	if t.Kind() == reflect.Interface {
		if e.hierarchy = hierarchyOf(t); e.hierarchy.base != nil {
			e.plan, err = planOf(e.hierarchy.base)
			return e, err
		}
	}
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || !isNamedModel(t) {
		return e, fmt.Errorf("the items are of type %v, which is no model", t)
	}
	e.plan, err = planOf(t)
	return e, err
}

// structured returns the type of a property's values, if they are structured.
func (pr *prop) structured() (e entity, ok bool) {
	if pr.elem == nil {
		return e, false
	}
	t := pr.elem
	if t.Kind() == reflect.Struct {
		t = reflect.PointerTo(t)
	}
	e, err := entityOf(t)
	return e, err == nil
}

// isEntity reports whether the type has a key, by its @odata.type: a property of such a type is a
// navigation property.
func (e entity) isEntity() bool { return strings.HasPrefix(e.typeText, "#") }

// rowQuery returns the plan of a row, and the options that ask for what it holds of items.
func rowQuery(row, items reflect.Type) (*rowPlan, []QueryOption, error) {
	p, err := rowPlanOf(row)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("rows of %w", err)
	case isNamedModel(row):
		return nil, nil, fmt.Errorf("rows of %v: it is a model; read the list itself, or write a struct with the properties that you need", row)
	}
	e, err := entityOf(items)
	if err != nil {
		return nil, nil, fmt.Errorf("rows of %v: %w", row, err)
	}
	q := query{row: row}
	options := q.options(p, e, "")
	if len(q.faults) > 0 {
		return nil, nil, fmt.Errorf("rows of %v: %w", row, errors.New(strings.Join(q.faults, "; ")))
	}
	return p, options, nil
}

// A query collects what is wrong with a row.
type query struct {
	row    reflect.Type
	faults []string
	depth  int
}

func (q *query) fault(format string, args ...any) {
	q.faults = append(q.faults, fmt.Sprintf(format, args...))
}

// options returns the options that ask for what a row holds of an entity.
func (q *query) options(p *rowPlan, e entity, path string) (options []QueryOption) {
	var selected []AnyProperty
	q.each(p, e, path, func(field string, pr, of *prop) {
		target, ok := of.structured()
		if !ok || !target.isEntity() {
			selected = append(selected, AnyProperty{of.name})
			return
		}
		expand := Expand(AnyProperty{of.name})
		if nested := pr.nestedRow(); nested != nil {
			if inner := q.options(nested, target, field+"."); len(inner) > 0 {
				expand = ExpandWith(AnyProperty{of.name}, inner...)
			}
		}
		options = append(options, expand)
	})
	if _, hasKey := e.property("id"); len(selected) == 0 && hasKey {
		selected = []AnyProperty{{"id"}} // without $select, all properties would come
	}
	if len(selected) > 0 {
		options = slices.Insert(options, 0, Select(selected...))
	}
	return options
}

// each calls f with the Go name of each field of a row that fits a property of the entity.
func (q *query) each(p *rowPlan, e entity, path string, f func(field string, pr, of *prop)) {
	if q.depth++; q.depth > 20 {
		q.fault("%s is nested over 20 levels deep; does it contain itself?", strings.TrimSuffix(path, "."))
		q.depth = -1 << 20 // once
	}
	defer func() { q.depth-- }()
	for i := range p.props {
		pr := &p.props[i]
		if pr.ignored || strings.Contains(pr.name, "@") || q.depth < 0 {
			continue
		}
		field := path + p.fields[i]
		of, err := e.propertyOf(pr.name)
		if err == nil {
			err = q.fits(pr, of, field)
		}
		if err != nil {
			q.fault("%s `odata:%q`: %v", field, pr.name, err)
			continue
		}
		f(field, pr, of)
	}
}

// propertyOf returns the property of that name. Without one, the error says what there is.
func (e entity) propertyOf(name string) (*prop, error) {
	if n, ok := e.property(name); ok {
		return &e.props[n], nil
	}
	for _, derived := range slices.Sorted(maps.Keys(e.hierarchy.byName)) {
		t := e.hierarchy.byName[derived]
		p, err := planOf(t)
		if err != nil {
			continue
		}
		n, ok := p.property(name)
		switch {
		case ok && !e.isEntity():
			return &p.props[n], nil // a complex property comes whole
		case ok:
			return nil, fmt.Errorf("it is a property of %s, which is derived from %s; narrow the list by graph.OfType[*%v] first", derived, e.typeName(), t)
		}
	}
	return nil, fmt.Errorf("%s has no such property; %s", e.typeName(), e.likelyNames(name))
}

// likelyNames says which names the entity has: those like name, or all.
func (e entity) likelyNames(name string) string {
	var all, like []string
	for i := range e.props {
		all = append(all, e.props[i].name)
		if isLike(e.props[i].name, name) {
			like = append(like, e.props[i].name)
		}
	}
	if len(like) > 0 {
		return "it has " + strings.Join(like, " and ")
	}
	return "it has " + strings.Join(all, ", ")
}

// isLike reports whether two names differ by case, by one or two characters, or by what is before
// or after.
func isLike(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if len(b) >= 4 && (strings.Contains(a, b) || strings.Contains(b, a) && len(a) >= 4) {
		return true
	}
	prefix := 0
	for prefix < min(len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	a, b = a[prefix:], b[prefix:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return max(len(a), len(b)) <= 2
}
