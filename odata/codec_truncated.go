package odata

import (
	"reflect"
	"strings"
)

// nextLinks are the annotations by which an expanded collection says that it has further items.
// Services of OData 4.01 may leave out odata.
var nextLinks = []string{"@odata.nextLink", "@nextLink"}

// truncates reports whether a member says that an expanded collection has further items.
func truncates(name string) bool {
	return strings.HasSuffix(name, "extLink") && ofCollection(name) != ""
}

// ofCollection returns the collection that an annotation with a link is about, or "".
func ofCollection(name string) string {
	for _, suffix := range nextLinks {
		if collection, ok := strings.CutSuffix(name, suffix); ok {
			return collection
		}
	}
	return ""
}

// A Truncated is an expanded collection of a model that ended in a link to its further items.
type Truncated struct {
	Path string // from the argument of EachTruncated: "assignments", "categories[2]/apps"
	Link string

	list  reflect.Value // the slice, which can be set
	state *state
	extra *Extra
	name  string // of the annotation
}

// Items returns a pointer to an empty slice for further items, which [DecodePage] takes.
func (t *Truncated) Items() any { return reflect.New(t.list.Type()).Interface() }

// Append adds further items to the collection. items is a result of Items. next is the link to the
// items after them, "" if the collection is whole now.
func (t *Truncated) Append(items any, next string) {
	t.list.Set(reflect.AppendSlice(t.list, reflect.ValueOf(items).Elem()))
	*t.state = isValue
	if next == "" {
		t.extra.Delete(t.name)
		return
	}
	t.extra.put(member{name: t.name, raw: string(appendString(nil, next))})
}

// NextTruncated returns an expanded collection, at any depth, that ended in a link. It returns nil
// if no collection did. v is a pointer to a model, an interface that holds one, or a slice of
// these.
func NextTruncated(v any) (found *Truncated) {
	rv := reflect.ValueOf(v)
	for rv.Kind() == reflect.Pointer && rv.Elem().Kind() == reflect.Slice {
		rv = rv.Elem()
	}
	if rv.Kind() != reflect.Slice {
		return truncatedIn(v)
	}
	for i := 0; i < rv.Len() && found == nil; i++ {
		item := rv.Index(i)
		if item.Kind() == reflect.Struct {
			item = item.Addr()
		}
		found = truncatedIn(item.Interface())
	}
	return found
}

func truncatedIn(v any) (found *Truncated) {
	visit("", v, func(path string, value reflect.Value) {
		if value.Kind() != reflect.Pointer || found != nil {
			return
		}
		if _, p, err := modelOf(value.Interface()); err == nil {
			found = p.truncatedAt(path, value)
		}
	})
	return found
}

// truncatedAt returns a collection of the model that v points to which ended in a link, or nil.
func (p *plan) truncatedAt(path string, v reflect.Value) *Truncated {
	extra := as[Extra](at(v.UnsafePointer(), p.extra))
	for name, raw := range extra.All() {
		n, ok := p.property(ofCollection(name))
		if !ok || !p.props[n].list || len(raw) < 3 || raw[0] != '"' {
			continue
		}
		pr := &p.props[n]
		return &Truncated{
			Path: path + pr.name, Link: unquote(string(raw)), name: name, extra: extra,
			list: valueAt(pr.typ, at(v.UnsafePointer(), pr.value)), state: as[state](at(v.UnsafePointer(), pr.state)),
		}
	}
	return nil
}
