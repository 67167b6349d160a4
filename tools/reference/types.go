package reference

import (
	"slices"
	"strings"
	"sync"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/ir"
)

// typePage is what the page of a type shows.
type typePage struct {
	*ir.Model
	Declaration string
	Rows        []*ir.Row // operations that read or write it
	Update      string    // Go of an update; "" without one
}

func (s *site) types() error {
	for _, m := range s.pkg.Models {
		data := typePage{m, s.decls[m.Go], s.rowsOf(m), s.update(m)}
		if err := s.page(s.typePages[m.Go], "type.html", m.Wire, data); err != nil {
			return err
		}
	}
	return nil
}

func (s *site) enums() error {
	for _, e := range s.pkg.Enums {
		if err := s.page(s.typePages[e.Go], "enum.html", e.Wire, e); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf returns the operations of a type: its own, and those of its bases, which give it too.
func (s *site) rowsOf(m *ir.Model) []*ir.Row {
	var rows []*ir.Row
	for ; m != nil; m = m.Base {
		for _, row := range s.reached[m] {
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// reached returns the operations by the types that they are for: whose paths lead to them, or whose
// results they are.
func reached(pkg *ir.Package) map[*ir.Model][]*ir.Row {
	found := map[*ir.Model][]*ir.Row{}
	for _, row := range pkg.Table.Rows {
		for _, m := range modelsOf(row) {
			found[m] = append(found[m], row)
		}
	}
	return found
}

func modelsOf(row *ir.Row) (models []*ir.Model) {
	if len(row.Steps) == 0 {
		return nil
	}
	add := func(m *ir.Model) {
		if m != nil && !slices.Contains(models, m) {
			models = append(models, m)
		}
	}
	call := row.Steps[len(row.Steps)-1]
	add(call.Model)
	if call.Result != nil {
		add(call.Result.Model)
	}
	for _, step := range slices.Backward(row.Steps) {
		if step.To != nil {
			add(step.To.Model)
			break
		}
	}
	return models
}

// declarations returns the Go declaration of each type of the package, by its Go name.
func declarations(pkg *ir.Package) (map[string]string, error) {
	found := map[string]string{}
	var mu sync.Mutex
	err := emit.Package(pkg).Write(func(f emit.File) error {
		for name, text := range declared(string(f.Data)) {
			mu.Lock()
			found[name] = text
			mu.Unlock()
		}
		return nil
	})
	return found, err
}

// declared returns the type declarations of a file, which go/format has laid out.
func declared(source string) map[string]string {
	found := map[string]string{}
	for {
		_, after, ok := strings.Cut(source, "\ntype ")
		if !ok {
			return found
		}
		name, _, _ := strings.Cut(after, " ")
		text, rest, _ := strings.Cut(after, "\n")
		if strings.HasSuffix(text, "{") {
			body, end, _ := strings.Cut(rest, "\n}")
			text, rest = text+"\n"+body+"\n}", end
		}
		found[name] = "type " + text
		source = "\n" + rest
	}
}
