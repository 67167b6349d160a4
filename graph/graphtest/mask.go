package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// masked returns a value without what the service does not return: secrets are masked, write-only
// properties left out.
func (m *model) masked(raw []byte, p *graph.SchemaProperty) []byte {
	switch {
	case isNull(raw):
		return raw
	case p.Collection:
		items, ok := itemsOf(raw)
		if !ok || !isHidden(p) && p.Type == nil {
			return raw
		}
		b := []byte{'['}
		one := *p
		one.Collection = false
		for i, item := range items {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(b, m.masked(item, &one)...)
		}
		return append(b, ']')
	case isHidden(p) && p.TypeName == "Edm.Binary":
		return []byte(maskedBinary)
	case isHidden(p):
		return []byte(maskedText)
	case p.Type == nil:
		return raw
	}
	return m.maskedObject(raw, m.info(p.Type))
}

// isHidden reports whether the service masks a property. It does not mask what it makes itself for
// the client: passwords of devices, and signed addresses.
func isHidden(p *graph.SchemaProperty) bool {
	name := strings.ToLower(p.Name)
	return p.Secret && p.Class == graph.Writable && !strings.HasSuffix(name, "url") && !strings.HasSuffix(name, "uri")
}

func (m *model) maskedObject(raw []byte, t *typeInfo) []byte {
	members, ok := membersOf(raw)
	if !t.hides || !ok {
		return raw
	}
	if actual := m.named(unquote(find(members, typeName))); actual != nil {
		t = actual
	}
	isSetting := t.Base != nil && lastName(t.Base.Name) == omaSetting
	var shown []member
	for _, each := range members {
		p := t.byName[each.name]
		switch {
		case p == nil:
			shown = append(shown, each)
		case isSetting && p.Name == "value":
			shown = append(shown, member{each.name, maskedSetting(members, each.raw)})
		case !p.WriteOnly:
			shown = append(shown, member{each.name, m.masked(each.raw, p)})
		}
	}
	return objectOf(shown)
}
