package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// row reads an array of values by the schema, or an object.
func (d *jsonReader) row(raw json.RawMessage) (Row, error) {
	if raw[0] == '{' {
		return d.objectRow(raw)
	}
	var values []json.RawMessage
	if err := json.Unmarshal(raw, &values); err != nil {
		return Row{}, err
	}
	if d.columns == nil {
		return Row{}, errors.New("it comes before the schema, so its columns have no names")
	}
	if len(values) != len(d.columns.names) {
		return Row{}, fmt.Errorf("it has %d values; the schema has %d columns", len(values), len(d.columns.names))
	}
	cells := make([]cell, len(values))
	for i, value := range values {
		cells[i] = cellOf(value)
	}
	return Row{d.columns, cells}, nil
}

// objectRow reads an object. The first one gives the columns.
func (d *jsonReader) objectRow(raw json.RawMessage) (Row, error) {
	names, values, err := members(raw)
	if err != nil {
		return Row{}, err
	}
	if d.columns == nil {
		if err := d.setColumns(names); err != nil {
			return Row{}, err
		}
	}
	cells := make([]cell, len(d.columns.names))
	for i := range cells {
		cells[i].missing = true
	}
	for i, name := range names {
		at, ok := d.columns.index[name]
		if !ok {
			return Row{}, fmt.Errorf("it has the member %q, which the first row lacks", name)
		}
		cells[at] = cellOf(values[i])
	}
	return Row{d.columns, cells}, nil
}

// members returns the names and values of an object in order.
func members(raw json.RawMessage) (names []string, values []json.RawMessage, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, nil, err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, nil, err
		}
		names, values = append(names, name.(string)), append(values, value)
	}
	return names, values, nil
}

// cellOf returns a JSON value as a cell: a string as its text, everything else as it is written.
func cellOf(raw json.RawMessage) cell {
	if string(raw) == "null" {
		return cell{missing: true}
	}
	var text string
	if raw[0] == '"' && json.Unmarshal(raw, &text) == nil {
		return cell{text: text}
	}
	return cell{text: string(raw)}
}
