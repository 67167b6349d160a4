package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"

	"github.com/intunegen/intunegen/graph"
)

// pageRows is how many rows are asked for at a time unless the request says.
const pageRows = 1000

// Rows reads the report that an action answers with, such as getDeviceNonComplianceReport, page by
// page. stream is the action's request with its parameters; its skip is where the reading begins,
// its top the size of a page. An error comes last, after the rows read so far.
func Rows(ctx context.Context, c *graph.Client, stream graph.Sendable) iter.Seq2[Row, error] {
	return sequence(func(yield func(Row) bool) error {
		r, err := newPages(c, stream)
		for err == nil && !r.done {
			err = r.next(ctx, yield)
		}
		return err
	})
}

// sequence returns the rows that read yields, and its error last. An error after the caller wants
// no more rows is of no use to anybody.
func sequence(read func(yield func(Row) bool) error) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		stopped := false
		err := read(func(row Row) bool {
			stopped = !yield(row, nil)
			return !stopped
		})
		if err != nil && !stopped {
			yield(Row{}, fmt.Errorf("report: %w", err))
		}
	}
}

// pages reads the pages of a report action.
type pages struct {
	client   *graph.Client
	wire     graph.Wire
	body     map[string]json.RawMessage
	selected []string
	skip     int64
	top      int64
	read     int64
	done     bool
}

func newPages(c *graph.Client, stream graph.Sendable) (*pages, error) {
	wire, err := stream.Build()
	if err != nil {
		return nil, err
	}
	r := &pages{client: c, wire: wire, body: map[string]json.RawMessage{}, top: pageRows}
	if wire.Method != http.MethodPost {
		return nil, fmt.Errorf("a %s reads no report; pass the request of a report action", wire.Method)
	}
	if len(wire.Body) > 0 {
		if err := json.Unmarshal(wire.Body, &r.body); err != nil {
			return nil, fmt.Errorf("the body of the action is no object: %w", err)
		}
	}
	r.number("skip", &r.skip)
	r.number("top", &r.top)
	if r.top <= 0 {
		return nil, fmt.Errorf("top is %d; a page needs at least one row", r.top)
	}
	_ = json.Unmarshal(r.body["select"], &r.selected) // an action without select has none
	return r, nil
}

// number reads a number of the body, if it is there.
func (r *pages) number(name string, n *int64) {
	var given *int64
	if json.Unmarshal(r.body[name], &given) == nil && given != nil {
		*n = *given
	}
}

// next reads a page and yields its rows.
func (r *pages) next(ctx context.Context, yield func(Row) bool) error {
	r.body["skip"], r.body["top"] = fmt.Append(nil, r.skip+r.read), fmt.Append(nil, r.top)
	body, err := json.Marshal(r.body)
	if err != nil {
		return err
	}
	var reply []byte
	if err := r.client.Do(ctx, r.wire.Method, r.wire.URL, body, &reply, graph.Header("Accept", "*/*")); err != nil {
		return err
	}
	stopped := false
	page, err := readJSON(bytes.NewReader(reply), r.selected, func(row Row) bool {
		stopped = !yield(row)
		return !stopped
	})
	if err != nil {
		return fmt.Errorf("%s %s: page from row %d: %w", r.wire.Method, r.wire.Template, r.skip+r.read+1, err)
	}
	r.read += int64(page.rows)
	if page.session != "" {
		if r.body["sessionId"], err = json.Marshal(page.session); err != nil {
			return err
		}
	}
	r.done = stopped || page.rows == 0 || r.isLast(page)
	return nil
}

// isLast reports whether a page is the last one. A page that does not say how many rows there are
// is the last one if it is not full.
func (r *pages) isLast(p page) bool {
	if p.total > 0 {
		return r.skip+r.read >= p.total
	}
	return int64(p.rows) < r.top
}
