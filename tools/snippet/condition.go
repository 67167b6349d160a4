package snippet

import (
	"regexp"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

var (
	comparison = regexp.MustCompile(`^([A-Za-z0-9_/]+) (eq|ne|gt|ge|lt|le|has) ([^ ]+|'.*')$`)
	textual    = regexp.MustCompile(`^(startswith|endswith|contains)\(([A-Za-z0-9_/]+),('.*')\)$`)
)

// functions maps operators and functions of filters to methods in Go.
var functions = map[string]string{"eq": "Eq", "ne": "Ne", "gt": "Gt", "ge": "Ge", "lt": "Lt", "le": "Le", "has": "Has",
	"startswith": "StartsWith", "endswith": "EndsWith", "contains": "Contains", " and ": "And", " or ": "Or"}

// condition translates a filter whose comparisons are all joined by and, or all by or. It returns
// nil for other filters.
func (s *state) condition(m *ir.Model, text string) *ir.Expr {
	for _, operator := range []string{" or ", " and "} {
		if outside(text, operator) >= 0 {
			return s.joined(m, operator, text)
		}
	}
	if c := comparison.FindStringSubmatch(text); c != nil {
		return s.compared(s.propertyAt(m, c[1]), c[2], c[3])
	}
	if c := textual.FindStringSubmatch(text); c != nil {
		return s.textual(s.propertyAt(m, c[2]), c[1], c[3])
	}
	return nil
}

func (s *state) joined(m *ir.Model, operator, text string) *ir.Expr {
	all := ir.CallOf(functions[operator])
	for more := true; more; {
		part := text
		at := outside(text, operator)
		if more = at >= 0; more {
			part, text = text[:at], text[at+len(operator):]
		}
		c := s.condition(m, part)
		if c == nil || c.Func == "And" || c.Func == "Or" { // the client writes a nested condition in parentheses, which the text does not have
			return nil
		}
		all.Args = append(all.Args, c)
	}
	return all
}

func (s *state) compared(p *ir.Expr, operator, literal string) *ir.Expr {
	f := p.Property()
	switch {
	case f == nil || f.Type.Collection || operator == "has" && f.Type.Kind != ir.EnumRef:
		return nil
	case literal == "null":
		function := map[string]string{"eq": "IsNull", "ne": "IsNotNull"}[operator]
		if function == "" {
			return nil
		}
		return ir.CallOf(function, p)
	}
	v := s.literalOf(&f.Type, literal)
	if v == nil {
		return nil
	}
	return ir.CallOf(functions[operator], p, v)
}

func (s *state) textual(p *ir.Expr, function, literal string) *ir.Expr {
	f := p.Property()
	if f == nil || f.Type.Collection || f.Type.Go != "string" || !isQuoted(literal) {
		return nil
	}
	return ir.CallOf(functions[function], p, ir.TextOf("string", unquote(literal)))
}

// literalOf returns the value of a literal, or nil when the runtime writes another text for that
// value.
func (s *state) literalOf(t *ir.Type, literal string) *ir.Expr {
	n := &node{kind: 's', text: literal}
	switch {
	case t.Go == "string" || t.Kind == ir.EnumRef:
		if !isQuoted(literal) {
			return nil
		}
		n.text = unquote(literal)
	case t.Go == "bool":
		if n.kind = 'b'; literal != "true" && literal != "false" {
			return nil
		}
	case strings.HasPrefix(t.Go, "int") || t.Go == "uint8":
		if n.kind = 'n'; !number.MatchString(literal) {
			return nil
		}
	case t.Go != "Time" && t.Go != "Date" && t.Go != "TimeOfDay" && t.Go != "GUID":
		return nil
	}
	v, why := s.scalar(t, n)
	if why != "" {
		return nil
	}
	return &ir.Expr{Value: v}
}

// isQuoted reports whether a text is one literal in single quotes.
func isQuoted(literal string) bool {
	inside, ok := strings.CutPrefix(literal, "'")
	inside, closed := strings.CutSuffix(inside, "'")
	return ok && closed && !strings.Contains(strings.ReplaceAll(inside, "''", ""), "'")
}
