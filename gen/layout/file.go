package layout

import "bytes"

// file lays out a file: comments, package clause, imports, declarations.
func (l *layouter) file() {
	for l.kind == comment {
		if l.comments() > 1 {
			l.put("\n")
		}
	}
	l.keyword("package")
	l.name()
	l.ends()
	if l.is("import") {
		l.put("\n")
		l.imports()
		l.ends()
	}
	l.declarations()
}

// keyword writes a keyword that has to be there, and a blank.
func (l *layouter) keyword(w string) {
	if !l.is(w) {
		panic(unknown{})
	}
	l.take()
	l.put(" ")
}

// ends goes over the newlines after a declaration, or the end of the file, and writes the end of its last line.
func (l *layouter) ends() {
	l.put("\n")
	if l.kind != eof {
		l.want(newline)
		l.next()
		return
	}
	l.lines = 0
}

// imports lays out the imports, of one path or of a group of paths sorted already.
func (l *layouter) imports() {
	l.keyword("import")
	if l.kind != '(' {
		l.path()
		return
	}
	l.op('(')
	l.end()
	l.want(str)
	var last []byte
	for l.kind != ')' {
		if bytes.Compare(l.text, last) <= 0 {
			panic(unknown{})
		}
		last = l.text
		l.put("\t")
		l.path()
		l.end()
	}
	l.op(')')
}

// path writes the path of an import, of characters that stand for themselves alone.
func (l *layouter) path() {
	l.want(str)
	path := bytes.Trim(l.text, `"`)
	if len(path) != len(l.text)-2 || len(path) == 0 || span(path, isPath) != len(path) {
		panic(unknown{})
	}
	l.take()
}

func isPath(c byte) bool { return isLetterOrDigit(c) || c == '/' || c == '.' || c == '-' }

// declarations separates declarations by an empty line that have comments, or are of different kinds, or were separated by one.
func (l *layouter) declarations() {
	var last []byte
	for l.kind != eof {
		apart := l.lines > 1
		if l.kind == comment {
			l.put("\n")
			if l.comments() > 1 {
				panic(unknown{})
			}
		} else if apart || !bytes.Equal(l.text, last) {
			l.put("\n")
		}
		last = l.text
		l.declaration()
		l.ends()
	}
}

func (l *layouter) declaration() {
	switch {
	case l.is("type"):
		l.typeDeclaration()
	case l.is("const"):
		l.constants()
	case l.is("var"):
		l.keyword("var")
		l.value()
	case l.is("func"):
		l.function()
	default:
		panic(unknown{})
	}
}

// constants lays out a constant, or a group of such.
func (l *layouter) constants() {
	l.keyword("const")
	if l.kind != '(' {
		l.value()
		return
	}
	l.op('(')
	l.end()
	l.depth++
	for first := true; first || l.kind != ')'; first = false {
		l.row(func() { l.constant(first) })
	}
	l.depth--
	l.op(')')
}

// constant lays out a constant of a group in three columns: name, type, value. The first one has to have a type, which gives all a column
// for it.
func (l *layouter) constant(first bool) {
	l.name()
	l.put("\v")
	if l.kind != '=' || first {
		l.typ()
	}
	l.put("\v")
	l.op('=')
	l.put(" ")
	l.oneLine()
}

// value lays out a constant or variable that is declared alone: its value may be a text or literal of many lines.
func (l *layouter) value() {
	l.name()
	l.put(" ")
	if l.kind != '=' {
		l.typ()
		l.put(" ")
	}
	l.op('=')
	l.put(" ")
	switch {
	case l.kind == longStr:
		l.take()
	case l.is("struct"):
		l.structure()
		l.composite()
	default:
		l.expression()
	}
}
