package layout

// typeDeclaration lays out a type, or an alias of one.
func (l *layouter) typeDeclaration() {
	l.keyword("type")
	l.name()
	l.put(" ")
	switch {
	case l.is("struct"):
		l.structure()
	case l.is("interface"):
		l.interfaces()
	case l.kind == '=':
		l.take()
		l.put(" ")
		l.typ()
	default:
		l.typ()
	}
}

// typ lays out a type on one line.
func (l *layouter) typ() {
	switch {
	case l.kind == '*':
		l.take()
		l.typ()
	case l.kind == '[':
		l.take()
		if l.kind == number || l.kind == ellipsis {
			l.take()
		}
		l.op(']')
		l.typ()
	case l.is("func"):
		l.take()
		l.signature()
	default:
		l.name()
		l.qualified()
		l.typeArguments()
	}
}

// qualified lays out what follows a package's name.
func (l *layouter) qualified() {
	if l.kind == '.' {
		l.take()
		l.name()
	}
}

func (l *layouter) typeArguments() {
	if l.kind == '[' {
		l.take()
		l.types()
	}
}

// types lays out what follows the opening bracket of type arguments.
func (l *layouter) types() {
	l.typ()
	for l.kind == ',' {
		l.take()
		l.put(" ")
		l.typ()
	}
	l.op(']')
}

// signature lays out parameters and results.
func (l *layouter) signature() {
	l.parameters()
	switch {
	case l.kind == '(':
		l.put(" ")
		if n, named := l.parameters(); n < 2 && !named {
			panic(unknown{}) // gofmt takes the parentheses away
		}
	case l.kind == '*', l.kind == '[', l.kind == word, l.is("func"):
		l.put(" ")
		l.typ()
	}
}

// parameters lays out a list in parentheses, all of which have names or none. It returns how many there are.
func (l *layouter) parameters() (n int, named bool) {
	l.op('(')
	for ; l.kind != ')'; n++ {
		if n > 0 {
			l.op(',')
			l.put(" ")
		}
		has := l.parameter()
		if n > 0 && has != named {
			panic(unknown{})
		}
		named = has
	}
	l.op(')')
	return n, named
}

// parameter lays out one parameter and tells whether it has a name.
func (l *layouter) parameter() (named bool) {
	if l.kind != word {
		l.typ()
		return false
	}
	l.name()
	switch l.kind {
	case ',', ')', '.':
		l.qualified()
		l.typeArguments()
		return false
	case ellipsis:
		l.put(" ")
		l.take()
		l.typ()
		l.want(')')
		return true
	}
	l.put(" ")
	l.typ()
	return true
}

// row lays out a line of a group of declarations, after comments of its own. Only comments may be followed by an empty line, and then
// by more comments.
func (l *layouter) row(line func()) {
	for l.kind == comment {
		lines := l.comments()
		if lines > 1 {
			l.put("\n")
			l.want(comment)
		}
	}
	l.indent()
	line()
	l.end()
}

// structure lays out a struct type, a field a line.
func (l *layouter) structure() {
	l.keyword("struct")
	l.op('{')
	l.end()
	l.depth++
	for l.kind != '}' {
		l.row(l.field)
	}
	l.depth--
	l.op('}')
}

// field lays out a field in columns: name, type, tag; or one that is embedded.
func (l *layouter) field() {
	if l.kind == '*' {
		l.take()
		l.name()
		l.qualified()
		return
	}
	l.name()
	l.put("\v")
	l.typ()
	if l.kind == str {
		l.put("\v\v")
		l.take()
	}
}

// interfaces lays out an interface type, a method or an embedded interface a line.
func (l *layouter) interfaces() {
	l.keyword("interface")
	l.op('{')
	l.end()
	l.depth++
	for l.kind != '}' {
		l.row(l.method)
	}
	l.depth--
	l.op('}')
}

func (l *layouter) method() {
	l.name()
	if l.kind != newline {
		l.signature()
	}
}
