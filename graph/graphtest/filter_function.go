package graphtest

import (
	"strings"
	"time"
	"unicode/utf8"
)

// A function is one that filters can call, with the kinds of its arguments and of its result.
type function struct {
	takes []kind
	gives kind
	call  func(arguments []operand) operand
}

func number64(n int) operand {
	return operand{kind: numberKind, number: float64(n), whole: int64(n), exact: true}
}

func ofTexts(test func(a, b string) bool) function {
	return function{[]kind{textKind, textKind}, boolKind, func(a []operand) operand { return truth(test(a[0].text, a[1].text)) }}
}

func ofText(gives kind, call func(s string) operand) function {
	return function{[]kind{textKind}, gives, func(a []operand) operand { return call(a[0].text) }}
}

func ofTime(call func(t time.Time) int) function {
	return function{[]kind{timeKind}, numberKind, func(a []operand) operand { return number64(call(a[0].at.UTC())) }}
}

// functionNamed returns the function with a name, and false if no function has it.
func functionNamed(name string) (function, bool) {
	f, ok := map[string]function{
		"contains":   ofTexts(strings.Contains),
		"startswith": ofTexts(strings.HasPrefix),
		"endswith":   ofTexts(strings.HasSuffix),
		"indexof": {[]kind{textKind, textKind}, numberKind, func(a []operand) operand {
			return number64(strings.Index(a[0].text, a[1].text))
		}},
		"concat":  {[]kind{textKind, textKind}, textKind, func(a []operand) operand { return textOf(a[0].text + a[1].text) }},
		"tolower": ofText(textKind, func(s string) operand { return textOf(strings.ToLower(s)) }),
		"toupper": ofText(textKind, func(s string) operand { return textOf(strings.ToUpper(s)) }),
		"trim":    ofText(textKind, func(s string) operand { return textOf(strings.TrimSpace(s)) }),
		"length":  ofText(numberKind, func(s string) operand { return number64(utf8.RuneCountInString(s)) }),
		"year":    ofTime(time.Time.Year),
		"month":   ofTime(func(t time.Time) int { return int(t.Month()) }),
		"day":     ofTime(time.Time.Day),
		"hour":    ofTime(time.Time.Hour),
		"minute":  ofTime(time.Time.Minute),
		"second":  ofTime(time.Time.Second),
		"date": {[]kind{timeKind}, timeKind, func(a []operand) operand {
			return operand{kind: timeKind, at: a[0].at.UTC().Truncate(24 * time.Hour)}
		}},
	}[name]
	return f, ok
}

// function reads a call of a function, whose parenthesis comes next.
func (p *parser) function(name string) (typed, *fault) {
	p.take("(")
	switch name {
	case "isof":
		return p.isof()
	case "now":
		if !p.take(")") {
			return typed{}, p.syntax()
		}
		return typed{kind: timeKind, eval: func(e *env) operand { return operand{kind: timeKind, at: e.state.clock()} }}, nil
	}
	f, ok := functionNamed(name)
	if !ok {
		return typed{}, badRequest("An unknown function with name '%s' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.", name)
	}
	arguments, fault := p.arguments(name, f)
	if fault != nil {
		return typed{}, fault
	}
	return typed{kind: f.gives, eval: func(e *env) operand {
		values := make([]operand, len(arguments))
		for i, a := range arguments {
			if values[i] = a(e); values[i].kind == nullKind {
				return null
			}
		}
		return f.call(values)
	}}, nil
}

// arguments reads the arguments of a function.
func (p *parser) arguments(name string, f function) ([]expr, *fault) {
	var all []expr
	for i, want := range f.takes {
		if i > 0 && !p.take(",") {
			return nil, badRequest("No function signature for the function with name '%s' matches the specified arguments.", name)
		}
		a, fault := p.value()
		if fault != nil {
			return nil, fault
		}
		if a.kind != want && a.kind != nullKind {
			return nil, badRequest("No function signature for the function with name '%s' matches the specified arguments.", name)
		}
		all = append(all, a.eval)
	}
	if !p.take(")") {
		return nil, badRequest("No function signature for the function with name '%s' matches the specified arguments.", name)
	}
	return all, nil
}

// isof reads isof('ns.type'), or isof(path,'ns.type') of an entity.
func (p *parser) isof() (typed, *fault) {
	w := &way{typ: p.typ}
	if p.peek().kind == wordLexeme && p.all[p.at+1].text == "," {
		var f *fault
		if w, f = p.way(p.peek().text); f != nil {
			return typed{}, f
		}
		p.at += 2
	}
	t := p.model.named(strings.Trim(p.peek().text, "'"))
	if t == nil {
		return typed{}, badRequest("The type '%s' is not defined.", p.peek().text)
	}
	p.at++
	if !p.take(")") {
		return typed{}, p.syntax()
	}
	return typed{kind: boolKind, eval: func(e *env) operand {
		n := w.node(e)
		if n.resource != nil {
			return truth(n.resource.typ.Is(t.SchemaType))
		}
		members, _ := membersOf(n.raw)
		actual := p.model.named(unquote(find(members, typeName)))
		return truth(actual != nil && actual.Is(t.SchemaType))
	}}, nil
}
