package odata

import (
	"fmt"
	"reflect"
	"strings"
)

// DecodeReply decodes the body of a reply into v, a pointer to what the request is typed by: a pointer to a model, an interface
// of models, or a scalar. The value may stand alone or as the member value of an object. null leaves v as it is, an error makes it zero.
// With own, memory is as of UnmarshalOwned.
func DecodeReply(data []byte, v any, own bool) error {
	target := reflect.ValueOf(v).Elem()
	pr, err := replyProp(target.Type())
	if err != nil {
		return err
	}
	d := newDecoder(data)
	defer d.release()
	d.own = own
	start, end := d.space(0), 0
	if d.isWrapped(pr, start) {
		value := func(i int) int { return d.single(pr, target.Addr(), i) }
		end = d.whole(start, func(i int) int { return d.envelope(i, map[string]func(int) int{"value": value}) })
	} else {
		end = d.whole(start, func(i int) int { return d.single(pr, target.Addr(), i) })
	}
	if end < 0 {
		target.SetZero()
		return d.err
	}
	return nil
}

// DecodePage decodes one page of a collection into items, a pointer to a slice of what DecodeReply decodes. It calls link with the link
// to the next page, if there is one, as soon as it is read: services write it before the items as a rule. The number of all items goes
// to total, if that is not nil and the service gives the number, be it as a text. With one that is no number the error is [ErrCount], and the
// items are there.
func DecodePage(data []byte, items any, own bool, link func(next string), total *int64) error {
	target := reflect.ValueOf(items).Elem()
	pr, err := replyProp(target.Type().Elem())
	if err != nil {
		return err
	}
	d := newDecoder(data)
	defer d.release()
	d.own = own
	page := reflect.New(target.Type()).Elem()
	found, counted := false, true
	list := func(i int) int { found = true; return d.page(pr, page, i) }
	read := list
	start := d.space(0)
	if d.b[start] == '{' {
		members := map[string]func(int) int{"value": list, "@odata.nextLink": func(i int) int { return d.link(link, i) }}
		if total != nil {
			members["@odata.count"] = func(i int) (end int) {
				end, counted = d.total(total, i)
				return end
			}
		}
		read = func(i int) int { return d.envelope(i, members) }
	}
	if d.whole(start, read) < 0 {
		return d.err
	}
	if !found {
		return fmt.Errorf("odata: the reply has no value, which holds the items of a collection")
	}
	target.Set(page)
	if !counted {
		return ErrCount
	}
	return nil
}

func replyProp(t reflect.Type) (*prop, error) {
	pr := &prop{name: "value", typ: t}
	return pr, pr.setKind()
}

// single decodes the value at i, the only one of its type as a rule, so that its struct is made alone.
func (d *decoder) single(pr *prop, v reflect.Value, i int) int {
	if pr.list || pr.kind != kindPointer || d.b[i] != '{' {
		return d.reply(pr, v, i)
	}
	p, err := planOf(pr.elem)
	if err != nil {
		return d.broken(err)
	}
	v.Elem().Set(reflect.New(pr.elem))
	return d.object(p, v.Elem().UnsafePointer(), i)
}

// reply decodes the value at i into what v points to.
func (d *decoder) reply(pr *prop, v reflect.Value, i int) int {
	if d.b[i] == 'n' {
		return d.literal(i, "null")
	}
	var end int
	if pr.list {
		end = d.array(pr, v.UnsafePointer(), i)
	} else {
		end = d.value(pr, v.UnsafePointer(), i)
	}
	if end == misfit {
		return d.fail(i, "the value is not what the request is typed by, %v", pr.typ)
	}
	return end
}

// page decodes the array at i into list.
func (d *decoder) page(pr *prop, list reflect.Value, i int) int {
	if d.b[i] != '[' {
		return d.unexpected(i, "the array of a collection")
	}
	if !d.enter(i) {
		return failed
	}
	for i = d.space(i + 1); d.b[i] != ']' || list.Len() > 0; {
		n := list.Len()
		if n == list.Cap() {
			list.Grow(max(4, n))
		}
		list.SetLen(n + 1)
		if d.b[i] == 'n' {
			return d.fail(i, "item %d of the collection is null", n)
		}
		if i = d.reply(pr, list.Index(n).Addr(), i); i < 0 {
			return failed
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

// envelope reads the object at i: the members that read has by it, the others unseen.
func (d *decoder) envelope(i int, read map[string]func(int) int) int {
	if d.b[i] != '{' {
		return d.unexpected(i, "an object")
	}
	if !d.enter(i) {
		return failed
	}
	seen := d.newNames()
	i = d.space(i + 1)
	for first := true; d.b[i] != '}' || !first; first = false {
		name, value := d.name(i)
		if value < 0 {
			return failed
		}
		if !seen.add(d, name) {
			return d.twice(i, name)
		}
		take := read[name]
		if take == nil {
			take = d.skip
		}
		if i = take(value); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == '}' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
	seen.drop(d)
	d.depth--
	return i + 1
}

// isWrapped tells whether the text at i is an object around the value: it has the member value, else only annotations, none of them
// a type. A model that has a structured property of that name is never taken for a wrapper.
func (d *decoder) isWrapped(pr *prop, i int) bool {
	probe := &decoder{b: d.b, s: d.s}
	if d.b[i] != '{' {
		return false
	}
	found := false
	for i = d.space(i + 1); d.b[i] == '"'; i = d.space(i + 1) {
		name, value := probe.name(i)
		switch {
		case value < 0, name == typeMember:
			return false
		case name == "value":
			found = !pr.isStructured() || d.b[value] == '{' && !pr.hasStructuredValue() || d.b[value] == 'n'
			if !found {
				return false
			}
		case !strings.Contains(name, "@"):
			return false
		}
		if i = probe.skip(value); i < 0 {
			return false
		}
		if i = d.space(i); d.b[i] != ',' {
			break
		}
	}
	return found
}

func (pr *prop) isStructured() bool { return pr.elem != nil && !pr.list }

// hasStructuredValue tells whether the model has a property called value that holds an object.
func (pr *prop) hasStructuredValue() bool {
	t := pr.elem
	if pr.kind == kindAny {
		t = pr.hierarchy.base
	}
	p, err := planOf(t)
	if err != nil {
		return false
	}
	n, ok := p.property("value")
	return ok && p.props[n].isStructured()
}
