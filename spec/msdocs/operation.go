package msdocs

import (
	"regexp"
	"strconv"
	"strings"
)

// This file reads pages of operations.

// operation reads the facts of a page in api/. titles maps the name of each resource page, and of
// its type in lower case, to the type. operation returns false for a page without a request line.
func (p *page) operation(titles map[string]string) (Operation, bool) {
	op := Operation{Page: p.name, Date: date(p.matter["ms.date"]), Title: p.title()}
	entity := ""
	op.Workload, entity = workload(p.name)
	op.HTTP = p.paths()
	if len(op.HTTP) == 0 {
		p.problem(1, "write a request line in a section \"HTTP request\"", "the page has no request line")
		return op, false
	}
	op.Kind, op.Verb = kindOf(op.Title)
	if op.Verb == "" {
		op.Kind, op.Verb = calledOf(op.Title, op.HTTP[0].Method)
	}
	if op.Verb == "" {
		op.Kind, op.Verb = kindOf(p.name[strings.LastIndexByte(p.name, '-')+1:])
	}
	op.Type = p.qualified(p.typeOf(entity, titles, op.HTTP))
	p.tables(&op)
	p.availability(&op)
	if op.Examples = p.examples(); len(op.Examples) > 0 {
		op.Request, op.Response = op.Examples[0].Request, op.Examples[0].Response
	}
	op.Status = p.status(op.Response)
	return op, true
}

func (p *page) title() string {
	for _, b := range p.blocks {
		if b.kind == heading {
			return plain(b.text)
		}
	}
	return p.matter["title"]
}

var (
	msDate  = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`)
	isoDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T.*)?$`)
)

// date converts a date of front matter, month first, to ISO 8601.
func date(text string) string {
	if isoDate.MatchString(text) {
		return text[:len("2006-01-02")]
	}
	m := msDate.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	pad := func(s string) string { return strings.Repeat("0", 2-len(s)) + s }
	return m[3] + "-" + pad(m[1]) + "-" + pad(m[2])
}

// workload splits the name of a page, "intune-esim-embeddedsimactivationcodepool-update", into the
// workload and the name of the resource's page.
func workload(name string) (workload, resource string) {
	if at := strings.LastIndexByte(name, '-'); at >= 0 {
		resource = name[:at]
	}
	if parts := strings.Split(name, "-"); len(parts) > 2 && parts[0] == "intune" {
		workload = parts[1]
	}
	return workload, resource
}

// typeOf returns the type of a page: that of its resource page, or the name in the page's links or
// paths.
func (p *page) typeOf(resource string, titles map[string]string, paths []Path) string {
	entity := resource[strings.LastIndexByte(resource, '-')+1:]
	for _, key := range []string{resource, entity} {
		if name := titles[key]; name != "" {
			return name
		}
	}
	target := regexp.MustCompile(`\[([\w.]+)\]\([^)]*/` + regexp.QuoteMeta(resource) + `(?:\.md|[?#)])`)
	for _, b := range p.blocks {
		for _, r := range append(b.rows, row{cells: []string{b.text}}) {
			if m := target.FindStringSubmatch(strings.Join(r.cells, " ")); m != nil {
				return m[1]
			}
		}
	}
	for _, at := range paths { // a set has the name of its type
		for _, segment := range strings.Split(at.Path, "/") {
			if strings.EqualFold(segment, entity) || strings.EqualFold(segment, entity+"s") {
				return segment[:len(entity)]
			}
		}
	}
	return entity
}

// paths returns the request lines of the section "HTTP request". A bold line or a heading above one
// is the name of its workflow.
func (p *page) paths() []Path {
	var list []Path
	workflow := ""
	for _, b := range p.blocks {
		workflow = b.workflow(workflow)
		if b.kind != code || !b.hasRequests() {
			continue
		}
		for line := range strings.Lines(b.text) {
			if m := requestLine.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				path := relative(trimVersion(m[2]))
				if !strings.HasPrefix(path, "/") {
					p.problem(b.line, "write the path behind "+m[1], "%q is not a path", path)
				}
				list = append(list, Path{Method: m[1], Path: path, Workflow: workflow})
			}
		}
	}
	return list
}

// hasRequests reports whether a block is in the section of the request lines.
func (b block) hasRequests() bool { return strings.HasPrefix(b.section, "http request") }

// workflow returns the name of the workflow that starts with a block, else that of the block before
// it.
func (b block) workflow(before string) string {
	m := boldOnly.FindStringSubmatch(b.text)
	switch {
	case !b.hasRequests():
		return ""
	case b.kind == text && m != nil:
		return m[1]
	case b.kind == heading && strings.ToLower(b.text) != b.section:
		return b.text
	}
	return before
}

var (
	root         = regexp.MustCompile(`^https?://[^/]+/(beta|v1\.0)`)
	segmentStart = regexp.MustCompile(`^/?[\w{]`)
)

// relative returns a path relative to the service root, with its slash and without options. Other
// text is returned as it is.
func relative(path string) string {
	path = root.ReplaceAllString(path, "")
	if path != "" && !segmentStart.MatchString(path) {
		return path
	}
	path, _, _ = strings.Cut(path, "?")
	return "/" + strings.Trim(path, "/")
}

// tables reads the tables of permissions and properties.
func (p *page) tables(op *Operation) {
	for _, b := range p.blocks {
		if b.kind != table {
			continue
		}
		switch {
		case isPermissions(b):
			p.permissions(&op.Permissions, b)
		case isTable(b, "property", "parameter", "name") && isBody(b.section):
			op.Properties = append(op.Properties, properties(b)...)
		}
	}
}

// isBody reports whether a section describes the request body or the parameters of a function.
func isBody(section string) bool {
	return strings.HasPrefix(section, "request body") || strings.HasPrefix(section, "function parameters") ||
		strings.HasPrefix(section, "parameters")
}

var success = regexp.MustCompile(`\b(2\d\d)\b`)

// status returns the documented status of success, from the example or from the section "Response".
func (p *page) status(example *Response) int {
	if example != nil && example.Status < 300 {
		return example.Status
	}
	for _, b := range p.blocks {
		if m := success.FindStringSubmatch(b.text); b.kind == text && b.section == "response" && m != nil {
			status, _ := strconv.Atoi(m[1]) // the expression matches digits only
			return status
		}
	}
	return 0
}
