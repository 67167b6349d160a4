package graphtest

// in reads a list, or a path of a collection.
func (p *parser) in(left typed) (typed, *fault) {
	if !p.take("(") {
		return typed{}, p.syntax()
	}
	var tests []expr
	for {
		item, f := p.value()
		if f != nil {
			return typed{}, f
		}
		test, f := p.compared("eq", left, item)
		if f != nil {
			return typed{}, f
		}
		tests = append(tests, test.eval)
		if p.take(")") {
			break
		}
		if !p.take(",") {
			return typed{}, p.syntax()
		}
	}
	return typed{kind: boolKind, eval: func(e *env) operand {
		for _, test := range tests {
			if x := test(e); x.truth {
				return x
			}
		}
		return truth(false)
	}}, nil
}
