package emit

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// methodDoc writes the comment of a builder's method; the builder is nil for the client.
func methodDoc(of *ir.Builder, m *ir.Method) jen.Code {
	doc := append([]string{methodSentence(of, m)}, m.Doc...)
	for i, row := range m.Rows {
		if i == maxRows {
			doc = append(doc, "More paths are in the table of operations.")
			break
		}
		doc = append(doc, rowSentence(row))
	}
	if len(m.Rows) > 0 {
		doc = append(doc, pageLink("", m.Rows[0].Page))
	}
	return comment(doc...)
}

// maxRows bounds how many documented paths a comment lists.
const maxRows = 3

// rowSentence states what is documented of an operation.
func rowSentence(row *ir.Row) string {
	text := row.Method + " " + row.Path
	if row.Status != 0 {
		text += " answers " + strconv.Itoa(row.Status)
	}
	text += "." + delegatedText(row)
	text += permissionText(" Application permissions: ", row.Application)
	var yes, no []string
	for _, cloud := range row.Clouds {
		if cloud.Available {
			yes = append(yes, cloudTitle(cloud.Name))
		} else {
			no = append(no, cloudTitle(cloud.Name))
		}
	}
	if len(yes) > 0 {
		text += " Available in " + list(yes) + "."
	}
	if len(no) > 0 {
		text += " Not available in " + list(no) + "."
	}
	return text
}

// cloudTitles are the clouds as documentation names them.
var cloudTitles = map[string]string{"global": "the global service", "usgovl4": "US Government L4", "usgovl5": "US Government L5 (DOD)", "china": "China"}

// cloudTitle returns how a sentence names a cloud: by its own name if it is of a user's.
func cloudTitle(name string) string { return cmp.Or(cloudTitles[name], name) }

// delegatedText states the permissions of users, and those of personal accounts behind them.
func delegatedText(row *ir.Row) string {
	work := permissionText(" Delegated permissions: ", row.Delegated)
	personal := permissionText("ersonal accounts: ", row.Personal)
	switch {
	case personal == "" || len(row.Personal) == 0 && row.Delegated != nil && len(row.Delegated) == 0:
		return work
	case work == "":
		return " P" + personal
	}
	return strings.TrimSuffix(work, ".") + "; p" + personal
}

func permissionText(label string, permissions []string) string {
	switch {
	case permissions == nil:
		return ""
	case len(permissions) == 0:
		return label + "not supported."
	}
	return label + strings.Join(permissions, ", ") + "."
}
