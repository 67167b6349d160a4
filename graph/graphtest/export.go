package graphtest

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"time"
)

// uploadLife is how long a signed address is valid, as the service says.
const uploadLife = 15 * time.Minute

// A report is what export jobs of one name give.
type report struct {
	columns []string
	rows    [][]string
}

// Report sets what export jobs of a report give: its columns, and rows of as many cells. A job
// gives the columns that it selects.
func (s *Server) Report(name string, columns []string, rows ...[]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.reports == nil {
		s.state.reports = map[string]report{}
	}
	s.state.reports[name] = report{columns, rows}
}

// export makes the file of an export job: a zip of one file, CSV or JSON.
func (s *state) export(r *resource, c *Call) {
	name := unquote(r.rec.get("reportName"))
	rep := s.reports[name].selected(texts(r.rec.get("select")))
	format := unquote(r.rec.get("format"))
	if format != "json" {
		format = "csv"
	}
	blob, address := s.blobs.add(s, c)
	s.blobs.blobs[blob].data, s.blobs.blobs[blob].there = rep.zipped(name+"_"+blob+"."+format, format), true
	s.amend(r, "url", quote(address))
	s.amend(r, "expirationDateTime", s.later())
	s.amend(r, "status", quote("completed"))
}

// texts returns the items of a raw array of strings.
func texts(raw []byte) []string {
	items, _ := itemsOf(raw)
	var all []string
	for _, item := range items {
		all = append(all, unquote(item))
	}
	return all
}

// selected returns the report with these columns only, all if there are none.
func (r report) selected(columns []string) report {
	if len(columns) == 0 {
		return r
	}
	some := report{columns: columns}
	for _, row := range r.rows {
		cells := make([]string, len(columns))
		for i, column := range columns {
			if at := slices.Index(r.columns, column); at >= 0 && at < len(row) {
				cells[i] = row[at]
			}
		}
		some.rows = append(some.rows, cells)
	}
	return some
}

// zipped returns the zip with the report as its only file.
func (r report) zipped(name, format string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name) // writing to memory has no errors
	if format == "json" {
		_ = json.NewEncoder(w).Encode(map[string]any{"columns": r.columns, "values": r.rows})
	} else {
		c := csv.NewWriter(w)
		_ = c.Write(r.columns)
		_ = c.WriteAll(r.rows)
	}
	_ = z.Close()
	return b.Bytes()
}
