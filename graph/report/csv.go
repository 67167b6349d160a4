package report

import (
	"bufio"
	"encoding/csv"
	"errors"
	"io"
)

// byteOrderMark is what exported files begin with.
const byteOrderMark = "\uFEFF"

// readCSV yields the rows of a CSV file whose first record names the columns, among them those that
// were selected. An error says in which line it is.
func readCSV(r io.Reader, selected []string, yield func(Row) bool) error {
	buffered := bufio.NewReaderSize(r, 64<<10)
	if start, err := buffered.Peek(len(byteOrderMark)); err == nil && string(start) == byteOrderMark {
		_, _ = buffered.Discard(len(byteOrderMark)) // they were peeked at
	}
	records := csv.NewReader(buffered)
	names, err := records.Read()
	if err == io.EOF {
		return errors.New("the file is empty; want a first line with the names of the columns")
	}
	if err != nil {
		return err
	}
	columns, err := newColumns(names)
	if err != nil {
		return err
	}
	if err := columns.check(selected); err != nil {
		return err
	}
	for {
		record, err := records.Read() // as many fields as in the first line, or an error
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		values := make([]cell, len(record))
		for i, text := range record {
			values[i].text = text
		}
		if !yield(Row{columns, values}) {
			return nil
		}
	}
}
