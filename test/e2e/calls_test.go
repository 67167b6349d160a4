package e2e

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// This file makes the calls of the walk.

// call sends a request by its Do and returns its result, nil if it failed.
func (w *walk) call(kind, path string, request reflect.Value) any {
	out := w.send(kind, path, request.MethodByName("Do"))
	if out == nil {
		return nil
	}
	return out[0].Interface()
}

// send calls what sends a request, and returns nothing if it failed.
func (w *walk) send(kind, path string, do reflect.Value) []reflect.Value {
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	w.made[kind]++
	out := do.Call([]reflect.Value{reflect.ValueOf(ctx)})
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		w.t.Errorf("%s %s: %v", kind, path, err)
		return nil
	}
	w.accepted[kind]++
	return out
}

// create makes the items of a collection.
func (w *walk) create(c reflect.Value, typ, path string) made {
	create := c.MethodByName("Create")
	model := w.model(typ)
	if !create.IsValid() || model == nil {
		w.skip(path, "collection: nothing can be created in it")
		return made{}
	}
	m := made{model: model}
	for range itemsMade {
		created := w.call("create", path, create.Call([]reflect.Value{reflect.ValueOf(model)})[0])
		if created == nil {
			w.skip(path, "collection: the service refused the create")
			return made{}
		}
		m.ids = append(m.ids, idOf(created))
	}
	return m
}

func idOf(model any) string {
	id := reflect.ValueOf(model).Elem().FieldByName("ID").Addr().Interface().(*odata.Field[string])
	return odata.GetOr(*id, "")
}

// collect reads a collection and returns the ids of its items.
func (w *walk) collect(kind, path string, c reflect.Value, options ...odata.QueryOption) []string {
	list := c.MethodByName("List").CallSlice([]reflect.Value{reflect.ValueOf(options)})[0]
	out := w.send(kind, path, list.MethodByName("Collect"))
	if out == nil {
		return nil
	}
	var ids []string
	for i := range out[0].Len() {
		ids = append(ids, idOf(out[0].Index(i).Interface()))
	}
	return ids
}

func (w *walk) list(c reflect.Value, path string, want []string) {
	got := w.collect("list", path, c)
	for _, id := range want { // the service keeps items of one type in one table, so that others may be listed too
		if !slices.Contains(got, id) {
			w.t.Errorf("list %s: %s is not among %d items", path, id, len(got))
		}
	}
}

// read reads the item and compares what was sent with what comes back.
func (w *walk) read(item reflect.Value, path string, sent any) {
	got := w.call("get", path, item.MethodByName("Get").Call(nil)[0])
	if got == nil || sent == nil {
		return
	}
	have, want := reflect.ValueOf(got).Elem(), reflect.ValueOf(sent).Elem()
	for i := range want.NumField() {
		text, ok := want.Field(i).Addr().Interface().(*odata.Field[string])
		field := have.FieldByName(want.Type().Field(i).Name)
		if !ok || !field.IsValid() || strings.Contains(want.Type().Field(i).Tag.Get("odata"), ",readonly") { // left out of creates
			continue
		}
		back, ok := field.Addr().Interface().(*odata.Field[string])
		if v, set := odata.Get(*text); ok && set && odata.GetOr(*back, "") != v && !text.IsZero() {
			w.t.Errorf("get %s: %s is %q; want %q", path, want.Type().Field(i).Name, odata.GetOr(*back, ""), v)
		}
	}
}

// changed is the text that updates set. A filter finds it if every character of it gets through the
// URL.
const changed = `O'Brien & Söhne + 1% of "a/b"?`

// update changes a text, and reports whether that is done.
func (w *walk) update(item reflect.Value, path, typ string, text textProperty) bool {
	patch := w.patch(item, typ, fmt.Sprintf(`{%q:%q}`, text.name, changed))
	if !patch.IsValid() {
		w.skip(path, "patch: the client has no update of it")
		return false
	}
	return w.call("patch", path, patch) != nil
}

// clear takes a text away again where it is nullable.
func (w *walk) clear(item reflect.Value, path, typ string, text textProperty) {
	if !text.nullable {
		w.skip(path, "patch with null: no text of it is nullable")
		return
	}
	w.call("patch with null", path, w.patch(item, typ, fmt.Sprintf(`{%q:null}`, text.name)))
}

// patch returns the request for an update, none if there is no such call.
func (w *walk) patch(item reflect.Value, typ, body string) reflect.Value {
	method := item.MethodByName("Patch")
	patch, ok := intunebeta.NewPatch(w.concrete(typ))
	if !method.IsValid() || !ok {
		return reflect.Value{}
	}
	if err := odata.Unmarshal([]byte(body), patch); err != nil {
		w.t.Fatal(err)
	}
	argument := reflect.ValueOf(patch)
	if want := method.Type().In(0); !argument.Type().AssignableTo(want) {
		argument = argument.Elem()
	}
	return method.Call([]reflect.Value{argument})[0]
}

// filter finds the item that was updated, and it alone.
func (w *walk) filter(c reflect.Value, path, name string, ids []string) {
	id, text := odata.Property[string]{"id"}, odata.Property[string]{name}
	got := w.collect("filter", path, c, odata.Filter(odata.And(odata.Eq(text, changed), odata.In(id, ids...))), odata.Select(id, text),
		odata.OrderBy(odata.Desc(text), id), odata.Top(2), odata.Count())
	if !slices.Equal(got, ids[:1]) {
		w.t.Errorf("filter %s: found %v; want %v", path, got, ids[:1])
	}
}

// batch reads one item, updates another and deletes a third in one request.
func (w *walk) batch(c reflect.Value, path, typ string, ids []string) {
	batch := w.client.Batch()
	get := graph.Add(batch, item[odata.Raw](w.item(c, ids[1]).MethodByName("Get").Call(nil)[0]))
	commands := map[string]*graph.BatchItem[struct{}]{}
	if text := w.text(typ); text.name != "" {
		if patch := w.patch(w.item(c, ids[2]), typ, fmt.Sprintf(`{%q:%q}`, text.name, changed)); patch.IsValid() {
			commands["batched patch"] = graph.AddCommand(batch, (*graph.Command)(item[odata.Raw](patch)))
		}
	}
	if remove := w.item(c, ids[3]).MethodByName("Delete"); remove.IsValid() {
		commands["batched delete"] = graph.AddCommand(batch, remove.Call(nil)[0].Interface().(*graph.Command)).After(get)
	}
	w.send("batch", path, reflect.ValueOf(batch.Do))
	raw, err := get.Result()
	w.made["batched get"]++
	if err != nil || !strings.Contains(raw.String(), fmt.Sprintf(`"id":%q`, ids[1])) {
		w.t.Errorf("batched get %s: %s, %v", path, raw, err)
	} else {
		w.accepted["batched get"]++
	}
	for kind, command := range commands {
		w.made[kind]++
		if _, err := command.Result(); err != nil {
			w.t.Errorf("%s %s: %v", kind, path, err)
			continue
		}
		w.accepted[kind]++
	}
}

// item returns a request for whatever type as one for T.
func item[T any](request reflect.Value) *graph.Request[T] {
	return request.Convert(reflect.TypeFor[*graph.Request[T]]()).Interface().(*graph.Request[T])
}

func (w *walk) remove(item reflect.Value, path string) {
	method := item.MethodByName("Delete")
	if !method.IsValid() {
		w.skip(path, "delete: the client has none of it")
		return
	}
	if w.send("delete", path, method.Call(nil)[0].MethodByName("Do")) == nil {
		return
	}
	out := item.MethodByName("Get").Call(nil)[0].MethodByName("Do").Call([]reflect.Value{reflect.ValueOf(w.t.Context())})
	if err, _ := out[1].Interface().(error); !graph.IsNotFound(err) {
		w.t.Errorf("get %s after delete: %v", path, err)
	}
}
