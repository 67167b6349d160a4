package msdocs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// This file holds the comparison field by field, and what shows that a page's text stands as the
// reader says: searches in the raw text that share nothing with the reader.

// verbatim compares texts that stand in a page as they are, in a block of code.
func (c *comparison) verbatim(page, field string, s source, got, want *string) {
	c.field(page, field, got, want, func() bool {
		if got == nil {
			return !strings.Contains(string(s), *want)
		}
		return strings.Contains(string(s), "\n"+*got+"\n```") && (want == nil || !strings.Contains(string(s), "\n"+*want+"\n```"))
	})
}

// rowCells finds the first two cells of the lines of tables.
var rowCells = regexp.MustCompile(`(?m)^\|\s*([\w.@]+)\s*\|\s*([^|\n]*)`)

// rows returns the first or second cells of a text's tables, without links, heads and lines of
// dashes.
func (s source) rows(cell int) []string {
	var list []string
	for _, m := range rowCells.FindAllStringSubmatch(string(s), -1) {
		if m[1] != "Property" && m[1] != "Member" && m[1] != "Relationship" {
			list = append(list, strings.TrimSpace(regexp.MustCompile(`\[([^]]*)\]\([^)]*\)`).ReplaceAllString(m[cell], "$1")))
		}
	}
	return list
}

func (c *comparison) operations(ours, theirs *Folder) {
	want := map[string]Operation{}
	for _, op := range theirs.Operations {
		want[op.Page] = op
	}
	common := 0
	for _, got := range ours.Operations {
		if w, ok := want[got.Page]; ok {
			common++
			c.operation(readSource(c.t, "api", got.Page), got, w)
		}
	}
	c.t.Log(common, "operation pages in common")
}

func (c *comparison) operation(s source, got, want Operation) {
	page := got.Page
	c.field(page, "workload", got.Workload, want.Workload, never)
	c.field(page, "type", got.Type, want.Type, never)
	titled := func() bool { return strings.Contains(string(s), "\n# "+got.Title+"\n") }
	c.field(page, "title", got.Title, want.Title, titled)
	c.field(page, "kind", got.Kind, want.Kind, titled)
	c.field(page, "verb", got.Verb, want.Verb, never)
	c.field(page, "paths", got.HTTP, want.HTTP, func() bool { return slices.Equal(s.section("## HTTP Request").requestLines(), lineOf(got.HTTP)) })
	c.permissions(s, got, want)
	c.field(page, "status", got.Status, want.Status, never)
	body := s.section("## Request body")
	c.field(page, "property names", propertyNames(got.Properties), propertyNames(want.Properties),
		func() bool { return slices.Equal(body.rows(1), propertyNames(got.Properties)) })
	c.field(page, "property types", propertyTypes(got.Properties), propertyTypes(want.Properties),
		func() bool { return slices.Equal(body.rows(2), propertyTypes(got.Properties)) })
	c.example(s.section("## Example"), got, want)
}

func (c *comparison) example(s source, got, want Operation) {
	line := func(r *Request) string { return r.Method + " " + r.URL }
	c.field(got.Page, "request line", line(got.Request), line(want.Request),
		func() bool {
			return strings.Contains(string(s), "\n"+line(got.Request)+"\n") && !strings.Contains(string(s), line(want.Request)+"\n")
		})
	request, response, _ := strings.Cut(string(s), "\n### Response")
	c.field(got.Page, "request headers", got.Request.Headers, want.Request.Headers, func() bool { return source(request).hasHeaders(got.Request.Headers) })
	c.verbatim(got.Page, "request body", s, got.Request.Body, want.Request.Body)
	c.field(got.Page, "response line", got.Response.Reason, want.Response.Reason, never)
	c.field(got.Page, "response headers", got.Response.Headers, want.Response.Headers, func() bool { return source(response).hasHeaders(got.Response.Headers) })
	c.verbatim(got.Page, "response body", s, got.Response.Body, want.Response.Body)
}

func never() bool { return false }

func (s source) hasHeaders(headers map[string]string) bool {
	for name, value := range headers {
		if !strings.Contains(string(s), fmt.Sprintf("\n%s: %s\n", name, value)) {
			return false
		}
	}
	return len(headers) > 0 || !strings.Contains(string(s), "\nContent-")
}

func (s source) requestLines() []string {
	return regexp.MustCompile(`(?m)^(?:GET|POST|PATCH|PUT|DELETE) .*$`).FindAllString(string(s), -1)
}

func lineOf(paths []Path) []string {
	var list []string
	for _, at := range paths {
		list = append(list, at.Method+" "+at.Path)
	}
	return list
}

// permissions compares the three entries of a page.
func (c *comparison) permissions(s source, got, want Operation) {
	for label, lists := range map[string][2][]string{
		"Delegated (work": {got.Permissions.DelegatedWork, want.Permissions.DelegatedWork},
		"Delegated (pers": {got.Permissions.DelegatedPersonal, want.Permissions.DelegatedPersonal},
		"Application":     {got.Permissions.Application, want.Permissions.Application},
	} {
		c.field(got.Page, "permissions "+label, lists[0], lists[1], func() bool { return slices.Equal(s.permissions(label), lists[0]) })
	}
}

// permissions returns the names from the line of an account type to the next, reversed line by line
// where the page says so.
func (s source) permissions(label string) []string {
	text := string(s)
	at := regexp.MustCompile(`\n\| ?` + regexp.QuoteMeta(label)).FindStringIndex(text)
	rest := text[at[1]:]
	if end := regexp.MustCompile(`\n\| ?[DA]|\n\n`).FindStringIndex(rest); end != nil {
		rest = rest[:end[0]]
	}
	list := []string{}
	for _, line := range strings.Split(rest, "\n") {
		names := regexp.MustCompile(`[A-Z]\w+\.[A-Z][\w.]+\w`).FindAllString(line, -1)
		if strings.Contains(text, "(from most to least privileged)") {
			slices.Reverse(names)
		}
		for _, name := range names {
			if !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	return list
}

func propertyNames(list []Property) []string {
	var names []string
	for _, p := range list {
		names = append(names, p.Name)
	}
	return names
}

func propertyTypes(list []Property) []string {
	var types []string
	for _, p := range list {
		types = append(types, p.Type)
	}
	return types
}

func (c *comparison) resources(ours, theirs *Folder) {
	want := map[string]Resource{}
	for _, r := range theirs.Resources {
		want[r.Page] = r
	}
	common := 0
	for _, got := range ours.Resources {
		if w, ok := want[got.Page]; ok {
			common++
			c.resource(readSource(c.t, "resources", got.Page), got, w)
		}
	}
	c.t.Log(common, "resource pages in common")
}

func (c *comparison) resource(s source, got, want Resource) {
	page := got.Page
	c.field(page, "type: workload", got.Workload, want.Workload, never)
	c.field(page, "type: name", got.Type, want.Type, never)
	c.field(page, "type: kind", got.Kind, want.Kind, never)
	c.field(page, "type: base", got.BaseType, want.BaseType, never)
	c.field(page, "type: key", got.KeyProperty, want.KeyProperty, never)
	table := s.section("## Properties")
	c.field(page, "type: property names", propertyNames(got.Properties), propertyNames(want.Properties),
		func() bool { return slices.Equal(table.rows(1), propertyNames(got.Properties)) })
	c.field(page, "type: property types", propertyTypes(got.Properties), propertyTypes(want.Properties),
		func() bool { return slices.Equal(table.rows(2), propertyTypes(got.Properties)) })
	c.notes(table, got.Page, got.Properties, want.Properties)
	relationships := s.section("## Relationships")
	c.field(page, "type: relationships", propertyNames(got.Relationships), propertyNames(want.Relationships),
		func() bool { return slices.Equal(relationships.rows(1), propertyNames(got.Relationships)) })
	c.verbatim(page, "type: JSON", s, got.JSONRepresentation, want.JSONRepresentation)
	c.field(page, "type: members", got.Members, want.Members, func() bool { return slices.Equal(s.section("## Members").rows(1), memberNames(got.Members)) })
}

func memberNames(list []Member) []string {
	var names []string
	for _, m := range list {
		names = append(names, m.Name)
	}
	return names
}

// notes compares what the descriptions of the properties that both have say.
func (c *comparison) notes(s source, page string, got, want []Property) {
	theirs := map[string]Property{}
	for _, p := range want {
		theirs[p.Name] = p
	}
	for _, p := range got {
		w, ok := theirs[p.Name]
		if !ok {
			continue
		}
		line := regexp.MustCompile(`(?m)^\|\s*` + regexp.QuoteMeta(p.Name) + `\s*\|.*$`).FindString(string(s))
		lower := strings.ToLower(line)
		c.field(page+" "+p.Name, "type: notes", p.Notes, w.Notes, func() bool {
			return strings.Contains(p.Notes, "read-only") == (strings.Contains(lower, "read-only") || strings.Contains(lower, "read only")) &&
				strings.Contains(p.Notes, "inherited") == strings.Contains(lower, "inherited from") &&
				strings.Contains(p.Notes, "key") == (strings.Contains(lower, "|key of the") || strings.Contains(lower, "|the key of the"))
		})
		c.field(page+" "+p.Name, "type: possible values", p.PossibleValues, w.PossibleValues, func() bool {
			_, values, _ := strings.Cut(line, "ossible values are")
			return source(values).inOrder("`%s`", p.PossibleValues) && strings.Count(values, "`") == 2*len(p.PossibleValues)
		})
	}
}
