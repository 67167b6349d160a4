package reference

import (
	"bytes"
	"encoding/json"
	"slices"
)

// An entry is one thing that the search finds: its name, its Go name if that differs, what it is,
// and its page. It is written as an array, since there are many.
type entry [4]string

// searchIndex returns the script with all that the search finds. A script is loaded from a file
// without a server, which JSON is not.
func (s *site) searchIndex() ([]byte, error) {
	var entries []entry
	for _, m := range s.pkg.Models {
		page := s.typePages[m.Go]
		entries = append(entries, entry{m.Wire, m.Go, "type", page})
		for _, f := range m.Fields {
			entries = append(entries, entry{f.Wire, f.Go, "property of " + m.Go, page + "#" + f.Wire})
		}
	}
	for _, e := range s.pkg.Enums {
		entries = append(entries, entry{e.Wire, e.Go, "enumeration", s.typePages[e.Go]})
		for _, m := range e.Members {
			entries = append(entries, entry{m.Wire, m.Go, "member of " + e.Go, s.typePages[e.Go]})
		}
	}
	for _, row := range s.pkg.Table.Rows {
		goName := ""
		if n := len(row.Steps); n > 0 {
			goName = row.Steps[n-1].Go
		}
		entries = append(entries, entry{row.Method + " " + row.Path, goName, "operation", s.rowPages[row]})
	}
	for name, page := range s.permission {
		entries = append(entries, entry{name, "", "permission", page})
	}
	return script(entries)
}

// script writes the entries, one a line, sorted by what they are written as.
func script(entries []entry) ([]byte, error) {
	lines := make([][]byte, 0, len(entries))
	for _, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, bytes.Compare)
	var b bytes.Buffer
	b.WriteString("window.entries = [\n")
	b.Write(bytes.Join(lines, []byte(",\n")))
	b.WriteString("\n];\n")
	return b.Bytes(), nil
}
