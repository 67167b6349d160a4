package odata

import "reflect"

// A Row says how the items of a collection are decoded into a struct of the user's. [NewRow] makes
// it.
type Row struct{ prop prop }

// Memory is memory that is left of one page for the next. The strings of rows lie in it close by
// each other, in chunks of 4 KiB, so that a row that is kept keeps little other memory.
type Memory struct {
	arena []byte
	rows  int // of the page before, for which the next one gets room
}

// NewRow returns how items of type entity, a pointer to a model or an interface of models, are
// decoded into structs of type row, and the options that ask for what these hold. It is an error if
// the two do not fit.
func NewRow(row, entity reflect.Type) (*Row, []QueryOption, error) {
	p, options, err := rowQuery(row, entity)
	if err != nil {
		return nil, nil, err
	}
	read := func(d *decoder, m mem, i int) int { return d.row(p, m, i) }
	return &Row{prop{name: "value", typ: row, kind: kindRow, row: true, plain: true, read: read}}, options, nil
}

// rows decodes the array at i into the rows of the page.
func (p *pageReader) rows(i int) int {
	if p.b[i] != '[' {
		return p.unexpected(i, "the array of a collection")
	}
	if !p.enter(i) {
		return failed
	}
	p.item = p.depth + 1
	start, size, n := i, p.items.Type().Elem().Size(), 0
	p.makeRoom(p.page.Memory.rows)
	i = p.space(i + 1)
	for item := 0; p.b[i] != ']' || item > 0; item++ {
		if n == p.items.Cap() {
			p.items.SetLen(n)
			p.makeRoom(p.rowsLeft(n, start, i))
		}
		end := p.pageRow(at(p.items.UnsafePointer(), uintptr(n)*size), item, i)
		if end < 0 {
			return failed
		}
		if n++; p.removed(i, end) {
			n--
			p.items.Slice3(0, n+1, n+1).Index(n).SetZero()
		}
		if i = p.space(end); p.b[i] == ']' {
			break
		}
		if p.b[i] != ',' {
			return p.unexpected(i, ", or ]")
		}
		i = p.space(i + 1)
	}
	p.items.SetLen(n)
	p.page.Memory.rows = n
	p.depth--
	return i + 1
}

// makeRoom makes room for n more rows.
func (p *pageReader) makeRoom(n int) {
	if n > 0 {
		p.items.Grow(n)
	}
}

// rowsLeft returns how many rows to make room for after n of them: as many as the rest of the text
// has if they are as long, and at most as many again at first.
func (p *pageReader) rowsLeft(n, start, i int) int {
	if n < 16 {
		return max(4, n)
	}
	left := (len(p.s) - i) / ((i - start) / n)
	return min(left+left/8+1, 64*n)
}

// pageRow decodes the item of that number into the row at m.
func (p *pageReader) pageRow(m mem, item, i int) int {
	d := p.decoder
	d.gone = false
	end := p.prop.read(d, m, i)
	switch {
	case end == misfit && d.b[i] != '{':
		return d.fail(i, "item %d: found %s, which is no object", item, kindAt(d.b[i]))
	case end == misfit:
		return d.fail(i, "item %d: %s: %s", item, d.misfitPath(), d.misfit)
	case d.gone && !p.page.Changes:
		return d.fail(i, "item %d is removed, which a row cannot say; read changes by graph.Pages", item)
	}
	return end
}
