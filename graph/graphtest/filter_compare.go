package graphtest

import "strings"

// compared returns the comparison of two values. A literal takes the type of the
// other value.
func (p *parser) compared(op string, left, right typed) (typed, *fault) {
	left, right, f := p.adapt(op, left, right)
	if f != nil {
		return typed{}, f
	}
	a, b := left.eval, right.eval
	if op == "has" {
		return typed{kind: boolKind, eval: func(e *env) operand { return truth(has(a(e), b(e))) }}, nil
	}
	return typed{kind: boolKind, eval: func(e *env) operand { return truth(satisfies(op, a(e), b(e))) }}, nil
}

// satisfies reports whether a comparison holds. null equals null alone, and is neither less nor
// greater than anything.
func satisfies(op string, a, b operand) bool {
	if a.kind == nullKind || b.kind == nullKind {
		same := a.kind == b.kind
		return op == "eq" && same || op == "ne" && !same
	}
	c, ok := compare(a, b)
	switch op {
	case "eq":
		return ok && c == 0
	case "ne":
		return !ok || c != 0
	case "gt":
		return ok && c > 0
	case "ge":
		return ok && c >= 0
	case "lt":
		return ok && c < 0
	}
	return ok && c <= 0
}

// has reports whether a value has all flags of another one.
func has(a, b operand) bool {
	if a.kind == nullKind || b.kind == nullKind {
		return false
	}
	e := a.enum
	if e == nil {
		e = b.enum
	}
	x, ok1 := enumValue(e, a.text)
	y, ok2 := enumValue(e, b.text)
	return ok1 && ok2 && x&y == y
}

// adapt gives a literal the type of the other value, and refuses values that cannot be compared.
func (p *parser) adapt(op string, left, right typed) (typed, typed, *fault) {
	var f *fault
	switch {
	case left.kind == nullKind || right.kind == nullKind || left.kind == right.kind && left.kind != enumKind:
	case right.literal:
		right, f = p.as(right, left)
	case left.literal:
		left, f = p.as(left, right)
	case left.kind != right.kind:
		f = p.incompatible(op, left, right)
	}
	if f == nil && left.kind == objectKind && right.kind != nullKind && right.kind != objectKind {
		f = p.incompatible(op, left, right)
	}
	return left, right, f
}

// as returns a literal as a value of the type of another expression.
func (p *parser) as(literal, other typed) (typed, *fault) {
	if literal.kind == other.kind && other.kind != enumKind {
		return literal, nil
	}
	isQuoted := literal.kind == textKind
	switch other.kind {
	case enumKind:
		return p.asMember(literal, other)
	case timeKind, durationKind:
		if o, ok := parseText(literal.text, other.kind); ok && isQuoted {
			return literalOf(o, literal.text), nil
		}
	case textKind:
		if literal.kind == numberKind || literal.kind == timeKind { // a guid of digits, a time of day
			if fitsText(literal.text, "Guid") {
				return literalOf(textOf(strings.ToLower(literal.text)), literal.text), nil
			}
		}
	}
	return typed{}, p.incompatible("eq", other, literal)
}

// asMember returns a literal as a member of the enumeration of another expression.
func (p *parser) asMember(literal, other typed) (typed, *fault) {
	if other.property == nil || other.property.Enum == nil || literal.kind != textKind && literal.kind != enumKind {
		return typed{}, p.incompatible("eq", other, literal)
	}
	e := other.property.Enum
	if _, ok := enumValue(e, literal.text); !ok && len(e.Members) > 0 {
		return typed{}, badRequest("The string '%s' is not a valid enumeration type constant.", literal.text)
	}
	return literalOf(operand{kind: enumKind, text: literal.text, enum: e}, literal.text), nil
}

var kindNames = map[kind]string{boolKind: "Edm.Boolean", numberKind: "Edm.Double", textKind: "Edm.String", timeKind: "Edm.DateTimeOffset",
	durationKind: "Edm.Duration", enumKind: "an enumeration", objectKind: "an object"}

func (p *parser) incompatible(op string, left, right typed) *fault {
	return badRequest("A binary operator with incompatible types was detected. Found operand types '%s' and '%s' for operator kind '%s'.",
		typeOfTyped(left), typeOfTyped(right), op)
}

func typeOfTyped(t typed) string {
	if t.property != nil {
		return t.property.TypeName
	}
	return kindNames[t.kind]
}
