package emit

import (
	"cmp"
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
//	//   - delegated: <permissions>
//	//
//	// Documentation: <link>
func methodDoc(of *ir.Builder, m *ir.Method) jen.Code {
	doc := text(nil).paragraphs(methodSentence(of, m)).paragraphs(m.Doc...).list(rowItems(m.Rows))
	if len(m.Rows) > maxRows {
		doc = doc.paragraphs("More paths are in the table of operations.")
	}
	if len(m.Rows) > 0 {
		doc = doc.paragraphs(pageLink("", m.Rows[0].Page))
	}
	return doc.code()
}

// maxRows bounds how many documented paths a comment lists.
const maxRows = 3

// rowItems returns the list of what is documented of the paths of an operation: what all paths share has
// items of its own, the rest is behind each path.
func rowItems(rows []*ir.Row) []string {
	if len(rows) == 0 {
		return nil
	}
	first := facts(rows[0])
	isShared := func(fact string) bool {
		return !slices.ContainsFunc(rows, func(row *ir.Row) bool { return !slices.Contains(facts(row), fact) })
	}
	var items []string
	for _, row := range rows[:min(len(rows), maxRows)] {
		own := slices.DeleteFunc(facts(row), isShared)
		items = append(items, strings.Join(append([]string{pathText(row)}, own...), "; "))
	}
	return append(items, slices.DeleteFunc(first, func(fact string) bool { return !isShared(fact) })...)
}

// pathText names an operation, and its status of success where that is documented.
func pathText(row *ir.Row) string {
	text := row.Method + " " + row.Path
	if row.Status != 0 {
		text += ": " + strconv.Itoa(row.Status)
	}
	return text
}

// facts returns what is documented of the permissions and clouds of an operation.
func facts(row *ir.Row) []string {
	personal := row.Personal
	if len(personal) == 0 && row.Delegated != nil && len(row.Delegated) == 0 {
		personal = nil // users are not supported at all
	}
	all := slices.Concat(permissionFact("delegated", row.Delegated), permissionFact("personal accounts", personal),
		permissionFact("application", row.Application))
	var yes, no []string
	for _, cloud := range row.Clouds {
		if cloud.Available {
			yes = append(yes, cloudTitle(cloud.Name))
		} else {
			no = append(no, cloudTitle(cloud.Name))
		}
	}
	if len(yes) > 0 {
		all = append(all, "available in "+list(yes))
	}
	if len(no) > 0 {
		all = append(all, "not available in "+list(no))
	}
	return all
}

// permissionFact names permissions: nothing where they are not documented.
func permissionFact(kind string, all []string) []string {
	switch {
	case all == nil:
		return nil
	case len(all) == 0:
		return []string{kind + ": not supported"}
	}
	return []string{kind + ": " + strings.Join(all, ", ")}
}

// cloudTitles are the clouds as documentation names them.
var cloudTitles = map[string]string{"global": "the global service", "usgovl4": "US Government L4", "usgovl5": "US Government L5 (DOD)", "china": "China"}

// cloudTitle returns how a sentence names a cloud: by its own name if it is of a user's.
func cloudTitle(name string) string { return cmp.Or(cloudTitles[name], name) }
