package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A page is a report in JSON: a schema and rows of values. The rows come after the schema.
type page struct {
	total   int64 // of rows in all pages; 0 if the page does not say
	session string
	rows    int
}

// readJSON reads a report in JSON and yields its rows as they are read. Reports of actions have
// Schema and Values; exported files may also have columns and values, or be an array of objects,
// alone or as values.
func readJSON(r io.Reader, selected []string, yield func(Row) bool) (page, error) {
	d := &jsonReader{decoder: json.NewDecoder(r), selected: selected, yield: yield}
	d.decoder.UseNumber()
	token, err := d.decoder.Token()
	switch {
	case err != nil:
		return d.page, ended(err)
	case token == json.Delim('['):
		err = d.rows()
	case token == json.Delim('{'):
		err = d.object()
	default:
		err = fmt.Errorf("the report is %v; want an object or an array", token)
	}
	if err == errStopped {
		err = nil
	}
	return d.page, ended(err)
}

// errStopped says that the caller wants no more rows.
var errStopped = errors.New("stopped")

// ended returns the error of a text that ends too early as such.
func ended(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

type jsonReader struct {
	decoder  *json.Decoder
	selected []string
	yield    func(Row) bool
	columns  *columns
	page     page
}

// object reads the members of the report after its brace.
func (d *jsonReader) object() error {
	for d.decoder.More() {
		name, err := d.decoder.Token()
		if err != nil {
			return err
		}
		if err := d.member(name.(string)); err != nil {
			return err
		}
	}
	_, err := d.decoder.Token()
	return err
}

func (d *jsonReader) member(name string) error {
	switch name {
	case "TotalRowCount":
		return d.decoder.Decode(&d.page.total)
	case "SessionId":
		var session *string
		err := d.decoder.Decode(&session)
		if session != nil {
			d.page.session = *session
		}
		return err
	case "Schema":
		return d.schema()
	case "columns":
		var names []string
		if err := d.decoder.Decode(&names); err != nil {
			return err
		}
		return d.setColumns(names)
	case "Values", "values", "value":
		token, err := d.decoder.Token()
		if err != nil || token == nil {
			return err
		}
		if token != json.Delim('[') {
			return fmt.Errorf("%s is %v; want an array of rows", name, token)
		}
		return d.rows()
	}
	var other json.RawMessage
	return d.decoder.Decode(&other)
}

func (d *jsonReader) schema() error {
	var schema []struct{ Column string }
	if err := d.decoder.Decode(&schema); err != nil {
		return err
	}
	names := make([]string, len(schema))
	for i := range schema {
		names[i] = schema[i].Column
	}
	return d.setColumns(names)
}

func (d *jsonReader) setColumns(names []string) (err error) {
	if d.columns, err = newColumns(names); err != nil {
		return err
	}
	return d.columns.check(d.selected)
}

// rows reads the rows of an array after its bracket.
func (d *jsonReader) rows() error {
	for d.decoder.More() {
		var raw json.RawMessage
		if err := d.decoder.Decode(&raw); err != nil {
			return err
		}
		row, err := d.row(raw)
		if err != nil {
			return fmt.Errorf("row %d: %w", d.page.rows+1, err)
		}
		d.page.rows++
		if !d.yield(row) {
			return errStopped
		}
	}
	_, err := d.decoder.Token()
	return err
}
