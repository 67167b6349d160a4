package importer

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// collectDocs finds the page of each type and the properties that documented bodies send.
func (im *importer) collectDocs() {
	for _, folder := range im.opts.Docs {
		for _, op := range folder.Operations {
			if op.Request != nil && op.Request.Body != nil && (op.Verb == "update" || op.Verb == "create") {
				im.collectBody(op)
			}
		}
	}
	for _, r := range slices.Concat(im.tables...) {
		if r.Page != "" {
			im.pages[im.find(r.Type)] = r
		}
	}
	for name, r := range im.pages {
		if t := im.index.Types[name]; t != nil {
			annotate(&t.Annotations, spec.TermPage, spec.Text(r.Page))
		}
		if e := im.index.Enums[name]; e != nil {
			annotate(&e.Annotations, spec.TermPage, spec.Text(r.Page))
		}
	}
}

// collectBody records the root properties of a documented body, for its type and its ancestors.
func (im *importer) collectBody(op msdocs.Operation) {
	var body map[string]json.RawMessage
	if json.Unmarshal([]byte(*op.Request.Body), &body) != nil {
		return
	}
	var text string
	_ = json.Unmarshal(body["@odata.type"], &text) // without it, the page names the type
	name := strings.TrimPrefix(text, "#")
	if name == "" {
		name = im.find(op.Type)
	}
	for up := im.index.Types[name]; up != nil; up = im.index.Base(up) {
		key := im.index.Name(up)
		if im.sent[key] == nil {
			im.sent[key] = map[string]string{}
		}
		for _, p := range up.Properties {
			if _, ok := body[p.Name]; ok {
				if first := im.sent[key][p.Name]; first == "" || op.Page < first {
					im.sent[key][p.Name] = op.Page
				}
			}
		}
	}
}

// orderProperties puts each type's properties into documented order.
func (im *importer) orderProperties() {
	tables := im.orders()
	im.eachType(func(name string, t *spec.StructuredType) {
		sortProperties(t, mergedOrder(tables[name], im.impliedOrder(t)))
	})
	im.eachType(func(name string, t *spec.StructuredType) {
		documented := mergedOrder(tables[name], im.impliedOrder(t))
		if !slices.Equal(documented, im.impliedOrder(t)) {
			annotate(&t.Annotations, spec.TermOrder, spec.Texts(documented))
		}
	})
}

// orders returns the tables of property names of each type. For each folder they are those of
// updates, of creates, then of resources.
func (im *importer) orders() map[string][][]string {
	tables := map[string][][]string{}
	add := func(typ string, properties []msdocs.Property) {
		if name := im.find(typ); name != "" && len(properties) > 0 {
			tables[name] = append(tables[name], propertyNames(properties))
		}
	}
	for i, folder := range im.opts.Docs {
		for _, verb := range []string{"update", "create"} {
			for _, op := range folder.Operations {
				if op.Kind == "crud" && op.Verb == verb {
					add(op.Type, op.Properties)
				}
			}
		}
		for _, r := range im.tables[i] {
			add(r.Type, r.Properties)
		}
	}
	return tables
}

func propertyNames(properties []msdocs.Property) []string {
	var names []string
	for _, p := range properties {
		names = append(names, p.Name)
	}
	return names
}

// impliedOrder returns the annotated order of a type's properties. Without an annotation it is that
// of the base type, then its own.
func (im *importer) impliedOrder(t *spec.StructuredType) []string {
	if a := spec.Find(t.Annotations, spec.TermOrder); a != nil {
		return a.Value.Strings()
	}
	var names []string
	if base := im.index.Base(t); base != nil {
		names = append(names, im.impliedOrder(base)...)
	}
	return append(names, declaredNames(t)...)
}
