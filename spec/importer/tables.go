package importer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// minShared is the least share of the names in a table without namespace that a type must have to
// be the table's type.
const minShared = 0.8

// selectTables selects the tables of types of the schema. It reports each skipped table of Intune,
// and the number of others.
func (im *importer) selectTables() {
	others := 0
	for i, folder := range im.opts.Docs {
		im.tables = append(im.tables, nil)
		for _, r := range folder.Resources {
			name := im.find(r.Type)
			switch {
			case name == "" && !ofIntune(r.Page):
				others++
			case name == "":
				im.note("page %s: the schema has no type %s; skipped", r.Page, r.Type)
			case r.Page != "" || im.isOf(r, im.index.Types[name]):
				im.tables[i] = append(im.tables[i], r)
				im.readRows(r, im.index.Types[name])
			}
		}
	}
	im.note("tables of types outside of the schema: %d", others)
}

// ofIntune reports whether a page is one of Intune's.
func ofIntune(page string) bool { return strings.HasPrefix(page, "intune-") }

// readRows records the properties that a table calls read-only, and reports rows that the schema's
// type lacks.
func (im *importer) readRows(r msdocs.Resource, t *spec.StructuredType) {
	if t == nil {
		return
	}
	for _, row := range r.Properties {
		owner := im.declares(t, row.Name)
		switch {
		case owner == "" && !im.navigates(t, row.Name):
			im.note("%s, row %s: the schema's %s has no such property; skipped", cmp.Or(r.Page, "table of "+r.Type), row.Name, im.index.Name(t))
		case saysReadOnly(row.Notes):
			im.prose[owner+"/"+row.Name] = true
		}
	}
}

// declares returns the name of the type that declares a property of t, or "" when none does.
func (im *importer) declares(t *spec.StructuredType, property string) string {
	for up := t; up != nil; up = im.index.Base(up) {
		if slices.ContainsFunc(up.Properties, func(p *spec.Property) bool { return p.Name == property }) {
			return im.index.Name(up)
		}
	}
	return ""
}

func (im *importer) navigates(t *spec.StructuredType, name string) bool {
	for up := t; up != nil; up = im.index.Base(up) {
		if hasNavigation(up, name) {
			return true
		}
	}
	return false
}

// isOf reports whether a table without a page is that of t, the schema's type of the same name.
// Such a table has no namespace.
func (im *importer) isOf(r msdocs.Resource, t *spec.StructuredType) bool {
	if t == nil || len(r.Properties) == 0 {
		return false
	}
	all := im.impliedOrder(t)
	shared, names := 0, 0
	for _, name := range propertyNames(r.Properties) {
		if name == "id" {
			continue // most entity types have it
		}
		names++
		if slices.Contains(all, name) {
			shared++
		}
	}
	if float64(shared) >= minShared*float64(names) {
		return true
	}
	im.note("table of %s: shares %d of %d names with the schema's type; skipped as another type of that name", r.Type, shared, names)
	return false
}

// readOnly matches the sentences of the documentation that call a property read-only.
var readOnly = regexp.MustCompile(`(?i)^\(?(this (property|field|value) is )?read[- ]?only( property)?\)?$`)

// saysReadOnly reports whether a sentence of a text calls a property read-only.
func saysReadOnly(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".;,|", r) })
	return slices.ContainsFunc(parts, func(part string) bool { return readOnly.MatchString(strings.TrimSpace(part)) })
}

// collectProse records the properties that the schema's descriptions call read-only.
func (im *importer) collectProse() {
	record := func(target string, list []*spec.Annotation) {
		for _, a := range list {
			if im.isText(a) && saysReadOnly(a.Value.Text) {
				im.prose[target] = true
			}
		}
	}
	im.eachType(func(name string, t *spec.StructuredType) {
		for _, p := range t.Properties {
			record(name+"/"+p.Name, p.Annotations)
			record(name+"/"+p.Name, im.index.At(name+"/"+p.Name))
		}
	})
}
