package odata

import (
	"cmp"
	"fmt"
	"reflect"
)

// A Page says how a page of a collection is read, and has what it holds beside its items.
type Page struct {
	// Link is called with the link to the next page as soon as that is read, which services usually
	// write before the items.
	Link func(next string)
	// Total is set to the number of all items, if the service sends it as a number or a text. It is
	// not read if Total is nil.
	Total *int64
	// Changes takes removed items out of the page and lists them in Removed.
	Changes bool
	// Own decodes without shared memory, as [UnmarshalOwned] does.
	Own bool
	// Row decodes the items into rows; nil for values that DecodeReply decodes.
	Row *Row
	// Memory is what the page before has left of memory for rows.
	Memory Memory

	Delta     string // the link by which changes are read later, or ""
	Removed   []Removed
	Truncated string // the name of an expanded collection that ended in a link, or ""
}

// DecodePage decodes a page of a collection into items, a pointer to a slice of values that
// [DecodeReply] decodes, or of structs. With the errors [ErrCount] and [ErrPartial], items is set
// nevertheless.
func DecodePage(data []byte, items any, page *Page) error {
	target := reflect.ValueOf(items).Elem()
	pr, err := page.itemProp(target.Type().Elem())
	if err != nil {
		return err
	}
	d := newDecoder(data)
	defer d.release()
	d.own, d.arena, d.small = page.Own, page.Memory.arena, page.Row != nil
	p := pageReader{decoder: d, prop: pr, page: page, items: reflect.New(target.Type()).Elem()}
	read, start := p.list, d.space(0)
	if d.b[start] == '{' {
		members := p.members()
		read = func(i int) int { return d.envelope(i, members) }
	}
	if d.whole(start, read) < 0 {
		return d.err
	}
	if !p.found {
		return fmt.Errorf("odata: the reply has no value, which holds the items of a collection")
	}
	target.Set(p.items)
	page.Truncated = d.truncated
	if page.Row != nil {
		page.Memory.arena = d.arena
	}
	return p.err
}

// A pageReader reads one page.
type pageReader struct {
	*decoder
	prop  *prop
	page  *Page
	items reflect.Value
	found bool  // the page has items
	err   error // one that does not affect the items
}

// members returns the functions that read the members of a page. Services of OData 4.01 may write
// annotations without odata.
func (p *pageReader) members() map[string]func(int) int {
	next := func(i int) int { return p.link(p.page.Link, i) }
	delta := func(i int) int { return p.link(func(link string) { p.page.Delta = link }, i) }
	members := map[string]func(int) int{
		"value": p.list, "error": p.failure, "@odata.nextLink": next, "@nextLink": next, "@odata.deltaLink": delta, "@deltaLink": delta,
	}
	if p.page.Total != nil {
		count := func(i int) int {
			end, ok := p.total(p.page.Total, i)
			if !ok {
				p.err = cmp.Or(p.err, ErrCount)
			}
			return end
		}
		members["@odata.count"], members["@count"] = count, count
	}
	return members
}

func (p *pageReader) list(i int) int {
	p.found = true
	if p.page.Row != nil {
		return p.rows(i)
	}
	return p.decoder.page(p.prop, p.items, i, p.removed)
}

// failure reads the error beside the items.
func (p *pageReader) failure(i int) int {
	if p.b[i] == '{' || p.b[i] == '"' {
		p.err = ErrPartial
	}
	return p.skip(i)
}

// itemProp returns the prop of the items of a page: that of a row, of a result, or of a model in
// place.
func (p *Page) itemProp(t reflect.Type) (*prop, error) {
	if p.Row != nil {
		return &p.Row.prop, nil
	}
	if t.Kind() == reflect.Struct && isModel(t) {
		return &prop{name: "value", typ: t, kind: kindStruct, elem: t}, nil
	}
	return replyProp(t)
}

// page decodes the array at i into list, but for the items that are removed.
func (d *decoder) page(pr *prop, list reflect.Value, i int, removed func(start, end int) bool) int {
	if d.b[i] != '[' {
		return d.unexpected(i, "the array of a collection")
	}
	if !d.enter(i) {
		return failed
	}
	d.item = d.depth + 1
	i = d.space(i + 1)
	for item := 0; d.b[i] != ']' || item > 0; item++ {
		n := list.Len()
		if n == list.Cap() {
			list.Grow(max(4, n))
		}
		list.SetLen(n + 1)
		start := i
		if i = d.pageItem(pr, list.Index(n).Addr(), item, i); i < 0 {
			return failed
		}
		if removed != nil && removed(start, i) {
			list.Index(n).SetZero()
			list.SetLen(n)
		}
		if i = d.space(i); d.b[i] == ']' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
	d.depth--
	return i + 1
}

// pageItem decodes the item of that number, at i, into the value that v points to.
func (d *decoder) pageItem(pr *prop, v reflect.Value, item, i int) int {
	if d.b[i] == 'n' {
		return d.fail(i, "item %d of the collection is null", item)
	}
	return d.reply(pr, v, i)
}

func (d *decoder) link(found func(next string), i int) int {
	if d.b[i] == 'n' {
		return d.literal(i, "null")
	}
	var next string
	end := d.str(&next, i)
	if end == misfit {
		return d.unexpected(i, "a link to the next page")
	}
	if end > 0 && next != "" {
		found(next)
	}
	return end
}
