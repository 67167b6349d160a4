package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// An env is what a filter is about: an item and the variables of lambdas.
type env struct {
	state *state
	item  node
	vars  map[string]node
}

// An expr is a filter, or a part of one.
type expr func(*env) operand

// A typed is an expression with what is known about its values.
type typed struct {
	eval     expr
	kind     kind
	property *graph.SchemaProperty // of a path
	literal  bool
	text     string // of a literal: as written, without quotes
}

// A parser reads one filter.
type parser struct {
	model *model
	text  string
	all   []lexeme
	at    int
	typ   *typeInfo // of the item
	vars  map[string]*graph.SchemaProperty
	depth int
}

// maxFilterDepth bounds the nesting of a filter.
const maxFilterDepth = 100

// parseFilter reads a filter on values of a type.
func (m *model) parseFilter(text string, t *typeInfo) (expr, *fault) {
	all, f := lex(text)
	if f != nil {
		return nil, f
	}
	p := &parser{model: m, text: text, all: all, typ: t, vars: map[string]*graph.SchemaProperty{}}
	e, f := p.or()
	switch {
	case f != nil:
		return nil, f
	case p.peek().kind != endLexeme:
		return nil, p.syntax()
	case e.kind != boolKind && e.kind != nullKind:
		return nil, badRequest("The $filter expression must evaluate to a single boolean value.")
	}
	return e.eval, nil
}

func (p *parser) peek() lexeme   { return p.all[p.at] }
func (p *parser) syntax() *fault { return syntaxError(p.text, p.peek().at) }

// take goes on if the next lexeme is that word or sign.
func (p *parser) take(text string) bool {
	l := p.peek()
	if l.text != text || l.kind != wordLexeme && l.kind != signLexeme {
		return false
	}
	p.at++
	return true
}

func (p *parser) or() (typed, *fault) {
	return p.joined("or", p.and, func(a, b expr) expr {
		return func(e *env) operand {
			if x := a(e); x.truth {
				return x
			}
			return b(e)
		}
	})
}

func (p *parser) and() (typed, *fault) {
	return p.joined("and", p.not, func(a, b expr) expr {
		return func(e *env) operand {
			if x := a(e); !x.truth {
				return truth(false)
			}
			return b(e)
		}
	})
}

// joined reads operands with an operator between them.
func (p *parser) joined(word string, next func() (typed, *fault), join func(a, b expr) expr) (typed, *fault) {
	left, f := next()
	for f == nil && p.take(word) {
		var right typed
		if right, f = next(); f != nil {
			break
		}
		if left.kind != boolKind && left.kind != nullKind || right.kind != boolKind && right.kind != nullKind {
			return typed{}, badRequest("A binary operator with incompatible types was detected for operator kind '%s'.", word)
		}
		left = typed{eval: join(left.eval, right.eval), kind: boolKind}
	}
	return left, f
}

func (p *parser) not() (typed, *fault) {
	if p.depth++; p.depth > maxFilterDepth {
		return typed{}, badRequest("The filter is nested too deeply.")
	}
	defer func() { p.depth-- }()
	if !p.take("not") {
		return p.comparison()
	}
	inner, f := p.not()
	if f != nil {
		return typed{}, f
	}
	return typed{kind: boolKind, eval: func(e *env) operand { return truth(!inner.eval(e).truth) }}, nil
}

// comparison reads a value, and what it is compared with if there is something.
func (p *parser) comparison() (typed, *fault) {
	left, f := p.value()
	if f != nil || p.peek().kind != wordLexeme {
		return left, f
	}
	op := p.peek().text
	switch op {
	case "eq", "ne", "gt", "ge", "lt", "le", "has":
		p.at++
		right, f := p.value()
		if f != nil {
			return typed{}, f
		}
		return p.compared(op, left, right)
	case "in":
		p.at++
		return p.in(left)
	case "add", "sub", "mul", "div", "divby", "mod":
		return typed{}, badRequest("The operator '%s' is not supported.", op)
	}
	return left, nil
}

// value reads a literal, a function, a path or an expression in parentheses.
func (p *parser) value() (typed, *fault) {
	l := p.peek()
	switch {
	case p.take("("):
		inner, f := p.or()
		if f == nil && !p.take(")") {
			f = p.syntax()
		}
		return inner, f
	case l.kind == textLexeme:
		p.at++
		return literalOf(textOf(l.text), l.text), nil
	case l.kind == typedLexeme:
		p.at++
		return p.typedLiteral(l)
	case l.kind != wordLexeme:
		return typed{}, p.syntax()
	}
	p.at++
	if lit, ok := plainLiteral(l.text); ok {
		return lit, nil
	}
	if p.peek().text == "(" && p.peek().kind == signLexeme && !strings.Contains(l.text, "/") {
		return p.function(l.text)
	}
	return p.path(l.text)
}
