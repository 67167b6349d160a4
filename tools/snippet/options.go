package snippet

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// optionOf translates one query option. The result is typed if it sends exactly the documented
// text. Otherwise it has the text itself.
func (s *state) optionOf(m *ir.Model, name, value string) *ir.Expr {
	typed := (*ir.Expr)(nil)
	switch name {
	case "$select":
		typed = s.names("Select", m, value)
	case "$expand":
		typed = s.expand(m, value)
	case "$orderby":
		typed = s.orderBy(m, value)
	case "$filter":
		if c := s.condition(m, value); c != nil {
			typed = ir.CallOf("Filter", c)
		}
	case "$top", "$skip":
		if n, err := strconv.ParseUint(value, 10, 31); err == nil && strconv.FormatUint(n, 10) == value {
			typed = ir.CallOf(map[string]string{"$top": "Top", "$skip": "Skip"}[name], ir.TextOf("int32", value))
		}
	case "$search":
		typed = ir.CallOf("Search", ir.TextOf("string", value))
	case "$count":
		if value == "true" {
			typed = ir.CallOf("Count")
		}
	}
	if typed == nil {
		return ir.CallOf("Query", ir.TextOf("string", name), ir.TextOf("string", value))
	}
	return typed
}

// names returns an option with names of properties, or nil if one of the names is not a property.
func (s *state) names(function string, m *ir.Model, value string) *ir.Expr {
	option := ir.CallOf(function)
	for name := range strings.SplitSeq(value, ",") {
		p := s.propertyAt(m, name)
		if p == nil {
			return nil
		}
		option.Args = append(option.Args, p)
	}
	return option
}

func (s *state) orderBy(m *ir.Model, value string) *ir.Expr {
	option := ir.CallOf("OrderBy")
	for part := range strings.SplitSeq(value, ",") {
		name, down := strings.CutSuffix(part, " desc")
		p := s.propertyAt(m, name)
		if p == nil {
			return nil
		}
		if down {
			p = ir.CallOf("Desc", p)
		}
		option.Args = append(option.Args, p)
	}
	return option
}

// withOptions matches a navigation property with options in parentheses.
var withOptions = regexp.MustCompile(`^([A-Za-z0-9_]+)\((.+)\)$`)

// expand reads names alone, or one name with its own options.
func (s *state) expand(m *ir.Model, value string) *ir.Expr {
	parts := withOptions.FindStringSubmatch(value)
	if parts == nil {
		return s.names("Expand", m, value)
	}
	p := s.propertyAt(m, parts[1])
	if p == nil || outside(parts[2], ")") >= 0 {
		return nil
	}
	option := ir.CallOf("ExpandWith", p)
	for rest := parts[2]; rest != ""; {
		end := outside(rest, ";")
		if end < 0 {
			end = len(rest)
		}
		name, inner, ok := strings.Cut(rest[:end], "=")
		if !ok {
			return nil
		}
		option.Args = append(option.Args, s.optionOf(p.Field.Type.Model, name, inner))
		rest = rest[min(end+1, len(rest)):]
	}
	return option
}
