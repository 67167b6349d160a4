package graphtest

import (
	"slices"
	"strings"
)

// An order is one part of $orderby.
type order struct {
	value expr
	desc  bool
}

// parseOrder reads $orderby.
func (m *model) parseOrder(text string, t *typeInfo) ([]order, *fault) {
	var all []order
	for _, part := range splitArguments(text) {
		part, desc := strings.CutSuffix(part, " desc")
		part = strings.TrimSpace(strings.TrimSuffix(part, " asc"))
		lexemes, f := lex(part)
		if f != nil {
			return nil, f
		}
		p := &parser{model: m, text: part, all: lexemes, typ: t}
		value, f := p.value()
		switch {
		case f != nil:
			return nil, f
		case p.peek().kind != endLexeme || value.literal || value.kind == objectKind:
			return nil, badRequest("The $orderby expression '%s' is not supported.", part)
		}
		all = append(all, order{value.eval, desc})
	}
	return all, nil
}

// sorted returns items in an order. null comes before everything else.
func (s *state) sorted(items []*resource, orders []order) ([]*resource, *fault) {
	type row struct {
		resource *resource
		values   []operand
	}
	rows := make([]row, len(items))
	for i, r := range items {
		e := &env{state: s, item: node{resource: r}}
		rows[i].resource = r
		for _, o := range orders {
			rows[i].values = append(rows[i].values, o.value(e))
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		for i, o := range orders {
			c := compareNulls(a.values[i], b.values[i])
			if o.desc {
				c = -c
			}
			if c != 0 {
				return c
			}
		}
		return 0
	})
	sorted := make([]*resource, len(rows))
	for i, r := range rows {
		sorted[i] = r.resource
	}
	return sorted, nil
}

func compareNulls(a, b operand) int {
	switch {
	case a.kind == nullKind || b.kind == nullKind:
		return btoi(a.kind != nullKind) - btoi(b.kind != nullKind)
	case a.kind != b.kind:
		return int(a.kind) - int(b.kind)
	}
	c, _ := compare(a, b)
	return c
}
