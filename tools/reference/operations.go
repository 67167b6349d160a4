package reference

import (
	"cmp"
	"maps"
	"slices"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/ir"
)

// operationPage is what the page of an operation shows.
type operationPage struct {
	*ir.Row
	Go     string
	Models []*ir.Model
}

func (s *site) operations() error {
	for _, row := range s.pkg.Table.Rows {
		data := operationPage{Row: row, Models: modelsOf(row)}
		if row.Steps != nil {
			data.Go = emit.GoCall(row.Steps)
		}
		if err := s.page(s.rowPages[row], "operation.html", row.Method+" "+row.Path, data); err != nil {
			return err
		}
	}
	return nil
}

// permissionPage is what the page of a permission shows: the operations that it allows.
type permissionPage struct {
	Name                 string
	Delegated, Only      []*ir.Row // Only: those for which it is the least privileged one
	Application, AppOnly []*ir.Row
}

func (s *site) permissions() error {
	pages := map[string]*permissionPage{}
	page := func(name string) *permissionPage {
		if pages[name] == nil {
			pages[name] = &permissionPage{Name: name}
		}
		return pages[name]
	}
	for _, row := range s.pkg.Table.Rows {
		for i, name := range row.Delegated {
			page(name).add(&page(name).Delegated, &page(name).Only, row, i == 0)
		}
		for i, name := range row.Application {
			page(name).add(&page(name).Application, &page(name).AppOnly, row, i == 0)
		}
	}
	sorted := slices.SortedFunc(maps.Values(pages), func(a, b *permissionPage) int { return cmp.Compare(a.Name, b.Name) })
	for _, p := range sorted {
		if err := s.page(s.permission[p.Name], "permission.html", p.Name, p); err != nil {
			return err
		}
	}
	return s.page("permissions.html", "permissions.html", "Which permission for what", sorted)
}

func (p *permissionPage) add(all, least *[]*ir.Row, row *ir.Row, isLeast bool) {
	*all = append(*all, row)
	if isLeast {
		*least = append(*least, row)
	}
}

func (s *site) changes() error {
	return s.page("changes.html", "changes.html", "What changed", s.options.Changes)
}
