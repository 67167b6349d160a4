// Package reference writes a site for people from the model of a package: a page for each type,
// each operation and each permission, a search, and what changed since another description. The
// site needs no server.
package reference

import (
	"bytes"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/tools/diff"
)

// Options are the settings of a site.
type Options struct {
	Import  string       // import path of the generated package
	Changes *diff.Report // what changed since another description; nil without one
}

// A Page is one file of a site.
type Page struct {
	Name string // path within the site, with slashes
	Data []byte
}

// folders are the folders of a site.
var folders = []string{"operations", "permissions", "types"}

// Mark is in the head of each page that this package has written.
const Mark = `<meta name="generator" content="intunegen reference">`

//go:embed templates
var templates embed.FS

// site is what all pages are made from.
type site struct {
	pkg        *ir.Package
	options    Options
	template   *template.Template
	typePages  map[string]string  // Go name of a type → page
	rowPages   map[*ir.Row]string // operation → page
	reached    map[*ir.Model][]*ir.Row
	decls      map[string]string // Go name of a type → its declaration
	permission map[string]string // permission → page
	pages      []Page
}

// Pages returns the pages of the site, sorted by name.
func Pages(pkg *ir.Package, options Options) ([]Page, error) {
	s := &site{pkg: pkg, options: options}
	var err error
	if s.template, err = template.New("").Funcs(functions).ParseFS(templates, "templates/*.html"); err != nil {
		return nil, err
	}
	if s.decls, err = declarations(pkg); err != nil {
		return nil, err
	}
	s.namePages()
	s.reached = reached(pkg)
	for _, write := range []func() error{s.index, s.types, s.enums, s.operations, s.permissions, s.changes, s.assets} {
		if err := write(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.pages, func(a, b Page) int { return strings.Compare(a.Name, b.Name) })
	return s.pages, nil
}

// namePages decides the names of all pages, which differ in more than case.
func (s *site) namePages() {
	taken := pageNames{}
	s.typePages, s.rowPages, s.permission = map[string]string{}, map[*ir.Row]string{}, map[string]string{}
	for _, m := range s.pkg.Models {
		s.typePages[m.Go] = taken.page("types", m.Wire)
	}
	for _, e := range s.pkg.Enums {
		s.typePages[e.Go] = taken.page("types", e.Wire)
	}
	for _, row := range s.pkg.Table.Rows {
		s.rowPages[row] = taken.page("operations", row.Method+row.Path)
		for _, name := range slices.Concat(row.Delegated, row.Application) {
			if s.permission[name] == "" {
				s.permission[name] = taken.page("permissions", name)
			}
		}
	}
}

// pageNames holds the names of pages that are taken.
type pageNames map[string]bool

// page returns a name for a page that is not taken. It is made of letters, digits and hyphens, so
// that every file system and URL has it.
func (n pageNames) page(folder, text string) string {
	slug := strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, text), "-")
	slug = strings.TrimLeft(slug[max(0, len(slug)-maxSlug):], "-")
	name := folder + "/" + slug + ".html"
	for i := 2; n[name]; i++ {
		name = fmt.Sprintf("%s/%s-%d.html", folder, slug, i)
	}
	n[name] = true
	return name
}

// maxSlug keeps names within what file systems and archives take.
const maxSlug = 120

// view is what a template gets.
type view struct {
	*site
	Title string
	Root  string // the way up to the folder of the site
	Path  string
	Data  any
}

// page writes a page by its template.
func (s *site) page(name, templateName, title string, data any) error {
	var b bytes.Buffer
	root := strings.Repeat("../", strings.Count(name, "/"))
	err := s.template.ExecuteTemplate(&b, templateName, view{s, title, root, name, data})
	s.pages = append(s.pages, Page{name, b.Bytes()})
	return err
}

func (s *site) index() error {
	byWire := func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) }
	models := slices.SortedFunc(slices.Values(s.pkg.Models), byWire)
	return s.page("index.html", "index.html", "Reference: "+s.pkg.Title, models)
}

func (s *site) assets() error {
	for _, name := range []string{"style.css", "search.js"} {
		data, err := templates.ReadFile("templates/" + name)
		if err != nil {
			return err
		}
		s.pages = append(s.pages, Page{name, data})
	}
	data, err := s.searchIndex()
	s.pages = append(s.pages, Page{"index.js", data})
	return err
}
