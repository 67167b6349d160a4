package diff

import (
	"encoding/json"
	"maps"
	"strings"
)

// Texts for people are compared only if both descriptions have some: the embedded description has
// facts only, and a file that has its texts is no other description for that.

// isText reports whether a facet is a text for people.
func isText(facet string) bool {
	return strings.HasPrefix(facet, "@Org.OData.Core.V1.Description") || strings.HasPrefix(facet, "@Org.OData.Core.V1.LongDescription")
}

// hasTexts reports whether any element has a text.
func (t tree) hasTexts() bool {
	for _, e := range t {
		for name := range e.facets {
			if isText(name) {
				return true
			}
		}
	}
	return false
}

// withoutTexts removes texts, and the targets of annotations that have nothing else.
func (t tree) withoutTexts() {
	for path, e := range t {
		had := len(e.facets)
		maps.DeleteFunc(e.facets, func(name, _ string) bool { return isText(name) })
		if had > 0 && len(e.facets) == 0 && e.kind == annotationTarget {
			delete(t, path)
		}
		for name, value := range e.facets {
			if strings.HasPrefix(name, "@") && strings.Contains(value, `"Description"`) {
				e.facets[name] = withoutDescription(value)
			}
		}
	}
}

// withoutDescription removes the descriptions in the JSON of an annotation's records.
func withoutDescription(value string) string {
	var records []map[string]any
	if json.Unmarshal([]byte(value), &records) != nil {
		return value
	}
	for _, record := range records {
		delete(record, "Description")
	}
	text, err := json.Marshal(records)
	if err != nil {
		return value
	}
	return string(text)
}

// alignTexts removes the texts of one tree if the other has none.
func alignTexts(before, after tree) {
	if before.hasTexts() != after.hasTexts() {
		before.withoutTexts()
		after.withoutTexts()
	}
}
