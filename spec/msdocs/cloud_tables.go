package msdocs

import (
	"slices"
	"strings"
)

// This file reads tables of national clouds, with a column or a row for each cloud.

// A CloudTable is what the table of clouds of a page states, in clouds.jsonl. It is for the
// operation with the method and path if it names one, else for all operations of the page.
type CloudTable struct {
	Page, Method, Path string
	Clouds             Clouds
	SourceDate         string // of the page, "2024-08-01"; "" if it is not known
}

// A statement is one mark of a table of clouds.
type statement struct {
	line      int
	of        string // of the row: a request line or a path; else the statement is for the whole page
	cloud     string
	available bool
}

// isClouds reports whether a table has a column or a row for each of several clouds.
func isClouds(b block) bool {
	return len(cloudColumns(b)) >= 2 || hasCloudRows(b)
}

// cloudColumns returns the indices of the columns that have the name of a cloud as title.
func cloudColumns(b block) []int {
	var columns []int
	for i, title := range b.rows[0].cells {
		if len(cloudsIn(title)) > 0 {
			columns = append(columns, i)
		}
	}
	return columns
}

// hasCloudRows reports whether each row starts with the name of a cloud and some row has a mark.
// Tables of the clouds' addresses have none.
func hasCloudRows(b block) bool {
	marks := 0
	for _, r := range b.rows[1:] {
		if len(cloudsIn(r.cells[0])) == 0 {
			return false
		}
		if slices.ContainsFunc(r.cells[1:], isTick) {
			marks++
		}
	}
	return len(b.rows) > 2 && marks > 0
}

func isTick(cell string) bool {
	_, known := tick(cell)
	return known
}

// statements reads a table of clouds.
func (p *page) statements(b block) []statement {
	var all []statement
	columns := cloudColumns(b)
	for _, r := range b.rows[1:] {
		if len(columns) < 2 {
			all = append(all, p.cloudRow(r)...)
			continue
		}
		of := operationOf(r, columns)
		for _, i := range columns {
			if i < len(r.cells) {
				all = append(all, p.mark(r.line, of, b.rows[0].cells[i], r.cells[i])...)
			}
		}
	}
	return all
}

// cloudRow reads a row that starts with the name of a cloud. Its first mark counts.
func (p *page) cloudRow(r row) []statement {
	if i := slices.IndexFunc(r.cells, isTick); i > 0 {
		return p.mark(r.line, "", r.cells[0], r.cells[i])
	}
	return p.mark(r.line, "", r.cells[0], strings.Join(r.cells[1:], " "))
}

// operationOf returns the request line or path in a row beside the columns of clouds, or "".
func operationOf(r row, columns []int) string {
	for i, cell := range r.cells {
		text := plain(cell)
		if !slices.Contains(columns, i) && (requestLine.MatchString(text) || strings.HasPrefix(text, "/")) {
			return text
		}
	}
	return ""
}

// mark returns the statements of one cell. An empty cell states nothing.
func (p *page) mark(line int, of, title, cell string) []statement {
	available, known := tick(cell)
	if !known && strings.TrimSpace(cell) == "" {
		return nil
	}
	var all []statement
	for _, cloud := range cloudsIn(title) {
		if known {
			all = append(all, statement{line, of, cloud, available})
		} else {
			p.problem(line, "write ✅ or ❌", "%q is not a valid mark for %s", cell, cloud)
		}
	}
	return all
}

// availability reads the page's tables of clouds. A table below the name of a workflow, or a row
// with a request line, is for those paths alone; all others are for the whole page.
func (p *page) availability(op *Operation) {
	workflow := ""
	for _, b := range p.blocks {
		workflow = b.workflow(workflow)
		if b.kind != table || isPermissions(b) || !isClouds(b) {
			continue
		}
		for _, s := range p.statements(b) {
			p.state(op, workflow, s)
		}
	}
}

// state records a statement for the paths that it is about.
func (p *page) state(op *Operation, workflow string, s statement) {
	if workflow == "" && s.of == "" {
		p.answer(&op.Clouds, s)
		return
	}
	known := false
	for i := range op.HTTP {
		at := &op.HTTP[i]
		if s.of == "" && at.Workflow == workflow || s.of != "" && at.is(s.of) {
			p.answer(&at.Clouds, s)
			known = true
		}
	}
	if !known {
		p.problem(s.line, "write a request line for it in the section \"HTTP request\"", "%q of the table of clouds is not an operation of the page", s.of+workflow)
	}
}

// is reports whether a text is the path, or the request line, of an operation.
func (at Path) is(text string) bool {
	if m := requestLine.FindStringSubmatch(text); m != nil {
		return at.Method == m[1] && at.Path == relative(trimVersion(m[2]))
	}
	return at.Path == relative(text)
}

// answer records a statement. If an earlier one states otherwise, the earlier one stays.
func (p *page) answer(into *Clouds, s statement) {
	if *into == nil {
		*into = Clouds{}
	}
	if first, ok := (*into)[s.cloud]; ok && first != s.available {
		p.problem(s.line, "keep one of them; the first is taken", "the page says both yes and no for %s", s.cloud)
		return
	}
	(*into)[s.cloud] = s.available
}
