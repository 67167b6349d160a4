package msdocs

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// This file reads tables of permissions.

// Permissions are the permissions of an operation, from least to most privileged. A list is nil
// when it is not documented, and empty when not supported. On a shared page the lists have the
// permissions of all workflows, and ByWorkflow has them separately.
type Permissions struct {
	DelegatedWork, DelegatedPersonal, Application []string
	ByWorkflow                                    map[string][]WorkflowPermissions // by "delegatedWork", "delegatedPersonal", "application"
	Todo                                          []string                         // "application:TODO": permissions that are missing in the page
}

// WorkflowPermissions are the permissions of one workflow of a shared page.
type WorkflowPermissions struct {
	Workflow    string
	Permissions []string
}

// Of returns the permissions of a workflow, if the page has rows for it, else all.
func (p Permissions) Of(workflow string) Permissions {
	own := p
	own.ByWorkflow = nil
	for scheme, rows := range p.ByWorkflow {
		for _, row := range rows {
			if sameWorkflow(row.Workflow, workflow) {
				*own.of(scheme) = row.Permissions
			}
		}
	}
	return own
}

var inParentheses = regexp.MustCompile(`^(.*)\((.*)\)$`)

// sameWorkflow reports whether two names mean one workflow. Pages write "RBAC", "Role-based access
// control (RBAC)", "On-boarding".
func sameWorkflow(a, b string) bool {
	for _, x := range workflowNames(a) {
		if x != "" && slices.Contains(workflowNames(b), x) {
			return true
		}
	}
	return false
}

func workflowNames(name string) []string {
	all := []string{name}
	if parts := inParentheses.FindStringSubmatch(name); parts != nil {
		all = parts[1:]
	}
	for i, one := range all {
		all[i] = strings.ToLower(strings.Join(strings.FieldsFunc(one, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), ""))
	}
	return all
}

// scheme returns the kind of caller for a label in a table of permissions: "delegatedWork",
// "delegatedPersonal", "application" or "".
func scheme(label string) string {
	label = strings.ToLower(plain(label))
	switch {
	case strings.HasPrefix(label, "delegated") && strings.Contains(label, "personal"):
		return "delegatedPersonal"
	case strings.HasPrefix(label, "delegated"):
		return "delegatedWork"
	case strings.HasPrefix(label, "application"):
		return "application"
	}
	return ""
}

func (p *Permissions) of(scheme string) *[]string {
	switch scheme {
	case "delegatedPersonal":
		return &p.DelegatedPersonal
	case "delegatedWork":
		return &p.DelegatedWork
	}
	return &p.Application
}

// isPermissions reports whether a table has permissions, in rows or columns for the kinds of
// account.
func isPermissions(b block) bool {
	head := b.rows[0].cells
	if strings.HasPrefix(strings.ToLower(plain(head[0])), "permission type") {
		return true
	}
	columns := 0
	for _, cell := range head {
		if scheme(cell) != "" {
			columns++
		}
	}
	return columns >= 2
}

// permissions adds a table to the permissions of the page.
func (p *page) permissions(into *Permissions, b block) {
	head := b.rows[0].cells
	if !strings.HasPrefix(strings.ToLower(plain(head[0])), "permission type") {
		p.columns(into, b)
		return
	}
	reverse := strings.Contains(strings.ToLower(strings.Join(head, " ")), "from most to least")
	current := ""
	for _, r := range b.rows[1:] {
		workflow := ""
		if s := scheme(r.cells[0]); s != "" {
			current = s
		} else {
			workflow = plain(r.cells[0])
		}
		if current == "" {
			p.problem(r.line, "start the table with the row of an account type", "the permissions of %q belong to no account type", workflow)
			return
		}
		p.entry(into, current, workflow, r.line, strings.Join(r.cells[1:], ","), reverse)
	}
}

// columns reads a table with a column for each kind of account and a row for each kind of resource.
func (p *page) columns(into *Permissions, b block) {
	for i, label := range b.rows[0].cells {
		s := scheme(label)
		for _, r := range b.rows[1:] {
			if s != "" && i < len(r.cells) {
				p.entry(into, s, plain(r.cells[0]), r.line, r.cells[i], false)
			}
		}
	}
}

var (
	permission = regexp.MustCompile(`\b[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+|\b(?:openid|email|profile|offline_access)\b`)
	refused    = regexp.MustCompile(`(?i)not (supported|available|applicable)|^[\s,]*(none|n/a|-)?[\s,.]*$`)
	todo       = regexp.MustCompile(`(?i)todo|tbd|not (yet )?documented`)
)

// entry adds the permissions of one cell.
func (p *page) entry(into *Permissions, scheme, workflow string, line int, text string, reverse bool) {
	text = plain(text)
	found := permission.FindAllString(text, -1)
	if reverse {
		slices.Reverse(found)
	}
	list := into.of(scheme)
	switch {
	case len(found) > 0:
	case todo.MatchString(text):
		into.Todo = append(into.Todo, scheme+":TODO")
		return
	case refused.MatchString(text):
		found = []string{}
	default:
		p.problem(line, "name permissions, or write \"Not supported\"", "%q names no permission", text)
		return
	}
	if *list == nil {
		*list = []string{}
	}
	for _, one := range found {
		if !slices.Contains(*list, one) {
			*list = append(*list, one)
		}
	}
	if workflow != "" {
		if into.ByWorkflow == nil {
			into.ByWorkflow = map[string][]WorkflowPermissions{}
		}
		into.ByWorkflow[scheme] = append(into.ByWorkflow[scheme], WorkflowPermissions{workflow, found})
	}
}
