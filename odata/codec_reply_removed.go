package odata

import "strings"

// A Removed is an item that is no longer in a collection, as a page of changes lists it.
type Removed struct {
	ID     string // the key, or the address of the item if the service sends no key
	Reason string // "deleted", or "changed" if it no longer belongs to the collection
}

// removed reports whether the object from start to end says that an item is removed, and lists it.
func (p *pageReader) removed(start, end int) bool {
	if !p.page.Changes || !mentionsRemoval(p.s[start:end]) {
		return false
	}
	item, ok := p.removal(start)
	if ok {
		p.page.Removed = append(p.page.Removed, item)
	}
	return ok
}

// mentionsRemoval reports whether the text of an object has a name by which removed items are told.
func mentionsRemoval(object string) bool {
	return strings.Contains(object, `removed"`) || strings.Contains(object, "$deletedEntity")
}

// removal reads the object at i, which is well-formed. It reports false if the item is not removed:
// OData 4.01 says so by the member @removed, OData 4.0 by the context of the object.
func (d *decoder) removal(i int) (item Removed, removed bool) {
	probe := &decoder{b: d.b, s: d.s}
	var address string
	probe.eachMember(i, func(name string, value int) int {
		switch name {
		case "id":
			item.ID = probe.textAt(value)
		case "@id", "@odata.id":
			address = probe.textAt(value)
		case "reason":
			item.Reason = probe.textAt(value)
		case "@removed", "@odata.removed":
			removed = true
			if probe.b[value] == '{' {
				return probe.eachMember(value, func(name string, value int) int {
					if name == "reason" {
						item.Reason = probe.textAt(value)
					}
					return probe.skip(value)
				})
			}
		case "@odata.context", "@context":
			removed = removed || strings.HasSuffix(probe.textAt(value), "/$deletedEntity")
		}
		return probe.skip(value)
	})
	if item.ID == "" {
		item.ID = address
	}
	return item, removed
}

// textAt returns a copy of the string at i, or "" for any other value.
func (d *decoder) textAt(i int) string {
	if d.b[i] != '"' {
		return ""
	}
	text, _ := d.text(i)
	return strings.Clone(text)
}
