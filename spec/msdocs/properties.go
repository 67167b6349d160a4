package msdocs

import (
	"regexp"
	"strconv"
	"strings"
)

// This file reads tables of properties, parameters and members.

// isTable reports whether the first column of a table has one of these titles.
func isTable(b block, titles ...string) bool {
	head := strings.ToLower(plain(b.rows[0].cells[0]))
	for _, title := range titles {
		if head == title {
			return true
		}
	}
	return false
}

var (
	memberName = regexp.MustCompile(`^@?[\pL_][\w.@-]*`)
	boldOnly   = regexp.MustCompile(`^\*\*([^*]+)\*\*$`)
	inherited  = regexp.MustCompile(`(?i)inherited from \[?([\w.]+)`)
	possible   = regexp.MustCompile(`(?i)possible values are:?((?:[^.]|\.\w)*)`)
	quoted     = regexp.MustCompile("`([^`]+)`")
	readOnly   = regexp.MustCompile(`(?i)\bread[- ]?only\b`)
	isKey      = regexp.MustCompile(`(?i)^(the )?key of the`)
)

// properties reads a table of properties. A row with one bold cell starts the rows of a workflow.
func properties(b block) []Property {
	var list []Property
	workflow := ""
	for _, r := range b.rows[1:] {
		if m := boldOnly.FindStringSubmatch(r.cells[0]); m != nil && strings.Join(r.cells[1:], "") == "" {
			workflow = m[1]
			continue
		}
		name := memberName.FindString(plain(r.cells[0]))
		if name == "" || len(r.cells) < 2 {
			continue
		}
		p := Property{Name: name, Type: typeText(r.cells[1]), Workflow: workflow}
		if len(r.cells) > 2 {
			p.describe(strings.Join(r.cells[2:], "|"))
		}
		list = append(list, p)
	}
	return list
}

// typeText returns the type in a cell. The generator of the pages marks a type without a page.
func typeText(cell string) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(plain(cell)), " "), "Unknown Type ")
}

// describe reads the facts in the description of a property.
func (p *Property) describe(text string) {
	var notes []string
	if isKey.MatchString(text) {
		notes = append(notes, "key")
	}
	if readOnly.MatchString(text) {
		notes = append(notes, "read-only")
	}
	if m := inherited.FindStringSubmatch(text); m != nil {
		notes = append(notes, "inherited from "+m[1])
	}
	p.Notes = strings.Join(notes, "|")
	if m := possible.FindStringSubmatch(text); m != nil {
		for _, value := range quoted.FindAllStringSubmatch(m[1], -1) {
			p.PossibleValues = append(p.PossibleValues, value[1])
		}
	}
}

// members reads a table of the members of an enumeration.
func members(b block) []Member {
	var list []Member
	for _, r := range b.rows[1:] {
		m := Member{Name: memberName.FindString(plain(r.cells[0]))}
		if len(r.cells) > 1 {
			if n, err := strconv.ParseInt(plain(r.cells[1]), 10, 64); err == nil {
				m.Value = &n
			}
		}
		if m.Name != "" {
			list = append(list, m)
		}
	}
	return list
}
