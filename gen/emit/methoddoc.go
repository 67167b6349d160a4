package emit

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// methodDoc writes the comment of a builder's method; the builder is nil for the client.
//
//	// <Method> <does what>.
//	//
//	//   - <verb> <path>: <status>
//	//     <permissions and clouds of that path only>
//	//   - delegated: <permissions>
//	//
//	// Documentation: <link>
func methodDoc(of *ir.Builder, m *ir.Method) jen.Code {
	doc := text(nil).paragraphs(methodSentence(of, m)).paragraphs(m.Doc...).list(rowItems(m.Rows))
	if len(m.Rows) > maxRows {
		doc = doc.paragraphs("More paths are in api.md and in the table of operations.")
	}
	if len(m.Rows) > 0 {
		doc = doc.paragraphs(pageLink("", m.Rows[0].Page, m.Rows[0].View))
	}
	return doc.code()
}

// maxRows bounds how many documented paths a comment lists.
const maxRows = 3

// rowItems returns the list of paths of an operation, with permissions and clouds. What all paths
// share has items of its own; the rest is behind each path.
func rowItems(rows []*ir.Row) []item {
	if len(rows) == 0 {
		return nil
	}
	isShared := func(fact string) bool {
		return !slices.ContainsFunc(rows, func(row *ir.Row) bool { return !slices.Contains(facts(row), fact) })
	}
	var items []item
	for _, row := range rows[:min(len(rows), maxRows)] {
		own := slices.DeleteFunc(facts(row), isShared)
		path := pathText(row)
		if len(own) > 0 {
			path += ";"
		}
		items = append(items, item{path, strings.Join(own, "; ")})
	}
	for _, fact := range facts(rows[0]) {
		if isShared(fact) {
			items = append(items, item{rest: fact})
		}
	}
	return items
}

// pathText names an operation, and its status of success where that is documented.
func pathText(row *ir.Row) string {
	text := row.Method + " " + row.Path
	if row.Status != 0 {
		text += ": " + strconv.Itoa(row.Status)
	}
	return text
}

// facts returns the documented permissions and clouds of an operation.
func facts(row *ir.Row) []string {
	var all []string
	if row.From != "" {
		all = append(all, "not documented itself; what follows is documented of "+row.From)
	}
	for _, p := range permissionsOf(row) {
		if len(p.names) == 0 {
			all = append(all, p.kind+": not supported")
		} else {
			all = append(all, p.kind+": "+strings.Join(p.names, ", "))
		}
	}
	var yes, no []string
	for _, cloud := range row.Clouds {
		if cloud.Available {
			yes = append(yes, cloudTitle(cloud.Name))
		} else {
			no = append(no, cloudTitle(cloud.Name))
		}
	}
	if len(yes) > 0 {
		all = append(all, "available in "+list(yes)+sourceDate(row))
	}
	if len(no) > 0 {
		all = append(all, "not available in "+list(no)+sourceDate(row))
	}
	return all
}

// sourceDate returns the date of the page that says in which clouds an operation is, in
// parentheses; "" if no page with a date does.
func sourceDate(row *ir.Row) string {
	date := dateAtEnd.FindString(row.CloudSource)
	if date == "" {
		return ""
	}
	return " (" + date + ")"
}

var dateAtEnd = regexp.MustCompile(`\d{4}-\d{2}-\d{2}$`)

// A permission holds the names of one kind of permissions, none if that kind is not supported.
type permission struct {
	kind  string
	names []string
}

// permissionsOf returns the documented permissions of an operation. It omits those of personal
// accounts if no users are supported.
func permissionsOf(row *ir.Row) []permission {
	all := []permission{{"delegated", row.Delegated}, {"personal accounts", row.Personal}, {"application", row.Application}}
	noUsers := row.Delegated != nil && len(row.Delegated) == 0 && len(row.Personal) == 0
	return slices.DeleteFunc(all, func(p permission) bool {
		return p.names == nil || noUsers && p.kind == "personal accounts"
	})
}

// cloudTitles are the clouds as documentation names them.
var cloudTitles = map[string]string{"global": "the global service", "usgovl4": "US Government L4", "usgovl5": "US Government L5 (DOD)", "china": "China"}

// cloudTitle returns the name of a cloud in a sentence. A user's own cloud has no other name.
func cloudTitle(name string) string { return cmp.Or(cloudTitles[name], name) }
