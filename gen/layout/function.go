package layout

// maxHeader is the longest header, in bytes, beside which gofmt leaves an empty body.
const maxHeader = 99

// function lays out a function or method. Bodies on the line of the header are aligned with those of neighbouring lines.
func (l *layouter) function() {
	start := len(l.out)
	l.keyword("func")
	if l.kind == '(' {
		if n, _ := l.parameters(); n != 1 {
			panic(unknown{})
		}
		l.put(" ")
	}
	l.name()
	l.signature()
	header := len(l.out) - start
	l.want('{')
	l.next()
	switch {
	case l.kind != '}':
		l.put(" {")
		l.block()
	case header <= maxHeader:
		l.put("\v{")
	default:
		l.put(" {\n")
	}
	l.op('}')
}

// block lays out the statements up to a closing brace.
func (l *layouter) block() {
	l.end()
	if l.kind == '}' {
		panic(unknown{})
	}
	l.depth++
	for l.kind != '}' {
		l.indent()
		l.statement()
		l.end()
	}
	l.depth--
	l.indent()
}

func (l *layouter) statement() {
	switch {
	case l.is("return"):
		l.returns()
	case l.is("if"):
		l.keyword("if")
		l.name()
		l.put(" ")
		l.op(different)
		l.put(" ")
		l.name()
		l.put(" ")
		l.op('{')
		l.block()
		l.op('}')
	default:
		l.names()
		l.put(" ")
		l.op(define)
		l.put(" ")
		l.expression()
	}
}

func (l *layouter) returns() {
	l.take()
	if l.kind == newline {
		return
	}
	l.put(" ")
	l.expression()
	for l.kind == ',' {
		l.take()
		l.put(" ")
		l.oneLine()
	}
}

func (l *layouter) names() {
	l.name()
	for l.kind == ',' {
		l.take()
		l.put(" ")
		l.name()
	}
}
