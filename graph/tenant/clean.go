package tenant

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// mask replaces a secret in a file.
const mask = "****"

// typeOf returns the type of a body: that of its @odata.type if the schema has it.
func (t *Tenant) typeOf(body map[string]json.RawMessage, declared *graph.SchemaType) *graph.SchemaType {
	name := strings.TrimPrefix(text(body["@odata.type"]), "#")
	if typ := t.description.Types[name]; typ != nil {
		return typ
	}
	return declared
}

// text returns a JSON string, "" for anything else.
func text(raw json.RawMessage) string {
	var s string
	_ = json.Unmarshal(raw, &s) // null and other values are no text
	return s
}

func nameOf(body map[string]json.RawMessage) string {
	return cmp.Or(text(body["displayName"]), text(body["name"]))
}

// clean returns the JSON of the properties that people set in a resource, with sorted names.
func (t *Tenant) clean(body map[string]json.RawMessage, typ *graph.SchemaType, secrets bool) (json.RawMessage, error) {
	kept, err := t.object(body, typ, secrets)
	if err != nil {
		return nil, err
	}
	prefix := ""
	if typ.Entity {
		prefix = "#"
	}
	kept["@odata.type"] = prefix + typ.Name
	return encode(kept)
}

// object returns the members of an object that people set.
func (t *Tenant) object(body map[string]json.RawMessage, typ *graph.SchemaType, secrets bool) (map[string]any, error) {
	kept := map[string]any{}
	for name, raw := range body {
		p := typ.Property(name)
		switch {
		case strings.HasSuffix(name, "@odata.bind"):
		case strings.ContainsAny(name, "@#"):
			continue
		case p == nil: // newer than the schema
		case p.Class != graph.Writable || p.Navigation && !p.InBody || name == "id" && typ.Entity:
			continue
		}
		if isSecret(name, p) && !secrets && string(raw) != "null" {
			kept[name] = mask
			continue
		}
		value, err := t.value(raw, p, secrets)
		if err != nil {
			return nil, err
		}
		kept[name] = value
	}
	return kept, nil
}

// isSecret reports whether a property is a secret: by the schema or, if that does not know it, by
// the end of its name.
func isSecret(name string, p *graph.SchemaProperty) bool {
	if p != nil {
		return p.Secret
	}
	lower := strings.ToLower(name)
	return slices.ContainsFunc([]string{"password", "secret", "sharedkey", "privatekey", "token"}, func(end string) bool {
		return strings.HasSuffix(lower, end)
	})
}

// value returns a value, with nested objects cleaned.
func (t *Tenant) value(raw json.RawMessage, p *graph.SchemaProperty, secrets bool) (any, error) {
	if p == nil || p.Type == nil || len(raw) == 0 {
		return decode(raw)
	}
	switch raw[0] {
	case '[':
		var items []json.RawMessage
		if err := json.Unmarshal(raw, &items); err != nil {
			return nil, err
		}
		values := make([]any, len(items))
		for i, item := range items {
			var err error
			if values[i], err = t.value(item, p, secrets); err != nil {
				return nil, err
			}
		}
		return values, nil
	case '{':
		var nested map[string]json.RawMessage
		if err := json.Unmarshal(raw, &nested); err != nil {
			return nil, err
		}
		typ := t.typeOf(nested, p.Type)
		kept, err := t.object(nested, typ, secrets)
		if typ != p.Type && err == nil {
			kept["@odata.type"] = text(nested["@odata.type"])
		}
		return kept, err
	}
	return decode(raw)
}

// decode returns a JSON value that keeps its numbers as they are written.
func decode(raw json.RawMessage) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	err = d.Decode(&value)
	return value, err
}

// encode returns JSON with sorted names, indented, with a line end.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(value)
	return b.Bytes(), err
}
