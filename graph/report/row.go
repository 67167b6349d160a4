package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// A Row is one row of a report. Its values are found by the name of their column.
type Row struct {
	columns *columns
	values  []cell
}

// columns are the columns of all rows of a report.
type columns struct {
	names []string
	index map[string]int
}

// A cell is a value as text. In CSV, a value that is missing is an empty text.
type cell struct {
	text    string
	missing bool // null in JSON
}

// newColumns returns the columns with these names. It is an error if a name is there twice.
func newColumns(names []string) (*columns, error) {
	c := &columns{names: names, index: make(map[string]int, len(names))}
	for i, name := range names {
		if _, ok := c.index[name]; ok {
			return nil, fmt.Errorf("the report has the column %q twice", name)
		}
		c.index[name] = i
	}
	return c, nil
}

// check returns an error unless the columns are there.
func (c *columns) check(wanted []string) error {
	for _, name := range wanted {
		if _, ok := c.index[name]; !ok {
			return fmt.Errorf("the report lacks the column %q that was selected; it has %s", name, strings.Join(c.names, ", "))
		}
	}
	return nil
}

// Columns returns the names of the columns in the order of the report.
func (r Row) Columns() []string {
	if r.columns == nil {
		return nil
	}
	return slices.Clone(r.columns.names)
}

// Get returns a value as text. It reports false if there is no such column, or if the value is
// null.
func (r Row) Get(column string) (string, bool) {
	if r.columns == nil {
		return "", false
	}
	i, ok := r.columns.index[column]
	if !ok || r.values[i].missing {
		return "", false
	}
	return r.values[i].text, true
}

// Text returns a value as text, "" for null. It is an error if there is no such column.
func (r Row) Text(column string) (string, error) {
	return read(r, column, func(text string) (string, error) { return text, nil })
}

// Int returns a whole number, 0 for null or an empty text. It is an error if there is no such
// column, or if the value is not a whole number.
func (r Row) Int(column string) (int64, error) {
	return read(r, column, func(text string) (int64, error) { return strconv.ParseInt(text, 10, 64) })
}

// Float returns a number, 0 for null or an empty text, with the errors of [Row.Int].
func (r Row) Float(column string) (float64, error) {
	return read(r, column, func(text string) (float64, error) { return strconv.ParseFloat(text, 64) })
}

// Bool returns a truth value, false for null or an empty text, with the errors of [Row.Int].
// Reports write true and false with any case, or 1 and 0.
func (r Row) Bool(column string) (bool, error) {
	return read(r, column, func(text string) (bool, error) { return strconv.ParseBool(strings.ToLower(text)) })
}

// Time returns a time, the zero time for null or an empty text, with the errors of [Row.Int]. A
// time without a zone is UTC, and a date is its midnight.
func (r Row) Time(column string) (time.Time, error) {
	return read(r, column, parseTime)
}

// parseTime reads 2026-01-31T12:00:00.0000000Z, with a space in place of the T, without a zone, or
// without a time.
func parseTime(text string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t, nil
	}
	t, err := odata.ParseTime(strings.Replace(text, " ", "T", 1))
	return t.Time(), err
}

// read returns a value of a row, parsed.
func read[T any](r Row, column string, parse func(string) (T, error)) (value T, err error) {
	text, ok := r.Get(column)
	if !ok || text == "" {
		if r.columns == nil {
			return value, fmt.Errorf("report: the row has no columns")
		}
		if _, ok := r.columns.index[column]; !ok {
			return value, fmt.Errorf("report: there is no column %q; the report has %s", column, strings.Join(r.columns.names, ", "))
		}
		return value, nil
	}
	if value, err = parse(text); err != nil {
		return value, fmt.Errorf("report: column %s: %w", column, err)
	}
	return value, nil
}
