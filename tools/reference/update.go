package reference

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/tools/snippet"
)

// maxShown is how many properties an example of an update sets.
const maxShown = 4

// update returns the Go of an update that the table documents, with some of the properties that it
// may send. It is "" if the type has none.
func (s *site) update(m *ir.Model) string {
	row := s.updateRow(m)
	if row == nil {
		return ""
	}
	call := row.Steps[len(row.Steps)-1]
	request := fmt.Sprintf("%s https://graph.microsoft.com/beta%s\nContent-Type: application/json\n\n%s\n", row.Method, row.Path, exampleBody(m, call.Call))
	read, err := snippet.Read("update", []byte(request))
	if err != nil {
		return ""
	}
	text, _, err := snippet.Write(s.pkg, read, snippet.Options{Import: s.options.Import})
	if err != nil {
		return "" // a path that snippet does not read, as one with keys of several parts
	}
	_, function, _ := strings.Cut(string(text), "\nfunc ")
	return "func " + function
}

// updateRow returns a documented update of the type, or of a base that takes its patch.
func (s *site) updateRow(m *ir.Model) *ir.Row {
	if m.Patch == nil || m.Abstract {
		return nil
	}
	for _, row := range s.rowsOf(m) {
		if row.Method == http.MethodPatch || row.Method == http.MethodPut {
			return row
		}
	}
	return nil
}

// exampleBody returns a body with the first properties of simple types.
func exampleBody(m *ir.Model, call ir.Call) string {
	body := []string{`"@odata.type": ` + quoted(m.TypeText)}
	fields := m.Patch.Fields
	if call == ir.Replace {
		fields = m.Fields
	}
	for _, f := range fields {
		value := exampleValue(f)
		if value == "" || f.Class != ir.Writable || f.Navigation || len(body) > maxShown {
			continue
		}
		body = append(body, quoted(f.Wire)+": "+value)
	}
	return "{" + strings.Join(body, ", ") + "}"
}

func quoted(text string) string {
	b, _ := json.Marshal(text) // a string always has a JSON form
	return string(b)
}

// exampleValue returns the JSON of an example for a property of a simple type, else "".
func exampleValue(f *ir.Field) string {
	switch {
	case f.Type.Collection:
		return ""
	case f.Type.Kind == ir.EnumRef && len(f.Type.Enum.Members) > 1:
		return quoted(f.Type.Enum.Members[1].Wire)
	}
	switch f.Type.Edm {
	case "Edm.String":
		return quoted("Example of " + f.Wire)
	case "Edm.Boolean":
		return "true"
	case "Edm.Int32", "Edm.Int64":
		return "7"
	case "Edm.DateTimeOffset":
		return quoted("2026-09-01T00:00:00Z")
	}
	return ""
}
