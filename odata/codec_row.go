package odata

import "reflect"

// A Row says how the items of a collection are decoded into a struct of the user's. [NewRow] makes
// it.
type Row struct{ prop prop }

// Memory is memory that is left of one page for the next. The strings of rows lie in it close by
// each other, in chunks of 4 KiB, so that a row that is kept keeps little other memory.
type Memory struct{ arena []byte }

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

// pageRow decodes the item of that number of a page into the row at m.
func (d *decoder) pageRow(pr *prop, m mem, item, i int) int {
	d.gone = false
	end := pr.read(d, m, i)
	switch {
	case end == misfit && d.b[i] != '{':
		return d.fail(i, "item %d: found %s, which is no object", item, kindAt(d.b[i]))
	case end == misfit:
		return d.fail(i, "item %d: %s: %s", item, d.misfitPath(), d.misfit)
	case d.gone && !d.changes:
		return d.fail(i, "item %d is removed, which a row cannot say; read changes by graph.Pages", item)
	}
	return end
}
