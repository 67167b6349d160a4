// Package e2e drives the generated client against a real OData service that others wrote: `make e2e` installs and starts it.
package e2e

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
)

// A walk goes through every contained collection that the service's own $metadata shows, and does in each what users do.
type walk struct {
	t       *testing.T
	client  *intunebeta.Client
	service *spec.Index // the service's $metadata
	ours    *spec.Index // the embedded description
	derived map[string][]string

	collections, visited int
	made                 map[string]int  // requests by kind
	skipped              map[string]int  // by reason
	seen                 map[string]bool // so that types that contain themselves end
}

func TestWalk(t *testing.T) {
	root := os.Getenv("INTUNE_E2E_URL")
	if root == "" {
		t.Skip("skipped: no service; run `make e2e`, or set INTUNE_E2E_URL to the root of one that serves all of Intune")
	}
	w := newWalk(t, root)
	for _, s := range w.service.Doc.Schemas {
		if s.Container == nil {
			continue
		}
		for _, single := range s.Container.Singletons {
			builder := w.step(reflect.ValueOf(w.client), single.Name)
			w.under(builder, w.service.Resolve(single.Type), "/"+single.Name, 0)
		}
	}
	var made int
	for _, n := range w.made {
		made += n
	}
	t.Logf("%d of %d collections visited; %d requests accepted: %v; not visited: %v", w.visited, w.collections, made, w.made, w.skipped)
	if w.visited < 200 {
		t.Errorf("only %d collections were visited", w.visited)
	}
}

func newWalk(t *testing.T, root string) *walk {
	t.Helper()
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: root, Unlimited: true})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get(root + "/$metadata")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	metadata, err := csdl.Read("$metadata", resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	w := &walk{t: t, client: client, service: spec.NewIndex(metadata), ours: spec.NewIndex(embedded), derived: map[string][]string{},
		made: map[string]int{}, skipped: map[string]int{}, seen: map[string]bool{}}
	for name, typ := range w.ours.Types {
		for base := w.ours.Base(typ); base != nil; base = w.ours.Base(base) {
			w.derived[w.ours.Name(base)] = append(w.derived[w.ours.Name(base)], name)
		}
	}
	return w
}

// step calls the method of a builder that leads to a navigation property, or returns nothing if there is none.
func (w *walk) step(builder reflect.Value, name string) reflect.Value {
	for i := range builder.NumMethod() {
		m := builder.Type().Method(i)
		if strings.EqualFold(strings.TrimRight(m.Name, "_"), name) && m.Type.NumIn() == 1 {
			return builder.Method(i).Call(nil)[0]
		}
	}
	return reflect.Value{}
}

// under visits the collections below one item, and what is below these.
func (w *walk) under(builder reflect.Value, typ, path string, depth int) {
	t := w.service.Types[typ]
	if t == nil || depth > 4 {
		return
	}
	for _, n := range t.Navigations {
		target := w.service.Resolve(n.Type.Name)
		if !n.Type.Collection || !n.Contains || w.seen[typ+"/"+n.Name] {
			continue
		}
		w.seen[typ+"/"+n.Name] = true
		w.collections++
		at := path + "/" + n.Name
		collection := w.step(builder, n.Name)
		if !collection.IsValid() {
			w.skip(at, "the client has no such path")
			continue
		}
		w.collection(collection, target, at, depth)
	}
}

func (w *walk) skip(path, reason string) {
	w.skipped[reason]++
	w.t.Logf("%s: not visited: %s", path, reason)
}

// collection creates, reads, lists, updates and deletes in one collection.
func (w *walk) collection(c reflect.Value, typ, path string, depth int) {
	create := c.MethodByName("Create")
	model := w.model(typ)
	if !create.IsValid() || model == nil {
		w.skip(path, "no create")
		return
	}
	var ids []string
	for range 4 { // the service pages by three
		created := w.call("create", path, create.Call([]reflect.Value{reflect.ValueOf(model)})[0])
		if created == nil {
			w.skip(path, "the service refused the create")
			return
		}
		ids = append(ids, idOf(created))
	}
	item := c.MethodByName("ID").Call([]reflect.Value{reflect.ValueOf(ids[0])})[0]
	w.list(c, path, ids)
	w.read(item, path, model)
	w.update(item, path, typ)
	w.under(item, typ, path+"/{id}", depth+1)
	w.remove(item, path)
	w.visited++
}

// call sends a request and returns its result, nil if it failed.
func (w *walk) call(kind, path string, request reflect.Value) any {
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	out := request.MethodByName("Do").Call([]reflect.Value{reflect.ValueOf(ctx)})
	if err, _ := out[len(out)-1].Interface().(error); err != nil {
		w.t.Errorf("%s %s: %v", kind, path, err)
		return nil
	}
	w.made[kind]++
	return out[0].Interface()
}

func idOf(model any) string {
	id := reflect.ValueOf(model).Elem().FieldByName("ID").Addr().Interface().(*odata.Field[string])
	return id.Or("")
}

func (w *walk) list(c reflect.Value, path string, want []string) {
	request := c.MethodByName("List").Call(nil)[0]
	out := request.MethodByName("Collect").Call([]reflect.Value{reflect.ValueOf(w.t.Context())})
	if err, _ := out[1].Interface().(error); err != nil {
		w.t.Errorf("list %s: %v", path, err)
		return
	}
	var got []string
	for i := range out[0].Len() {
		got = append(got, idOf(out[0].Index(i).Interface()))
	}
	for _, id := range want { // the service keeps items of one type in one table, so that others may be listed too
		if !slices.Contains(got, id) {
			w.t.Errorf("list %s: %s is not among %d items", path, id, len(got))
		}
	}
	w.made["list"]++
}

// read reads the item and compares what was sent with what comes back.
func (w *walk) read(item reflect.Value, path string, sent any) {
	got := w.call("get", path, item.MethodByName("Get").Call(nil)[0])
	if got == nil {
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
		if v, set := text.Get(); ok && set && back.Or("") != v && !text.IsZero() {
			w.t.Errorf("get %s: %s is %q; want %q", path, want.Type().Field(i).Name, back.Or(""), v)
		}
	}
}

// update changes a text and, where it is nullable, takes it away again.
func (w *walk) update(item reflect.Value, path, typ string) {
	name, nullable := w.text(typ)
	method := item.MethodByName("Patch")
	if name == "" || !method.IsValid() {
		return
	}
	for _, value := range []string{`"changed"`, `null`} {
		patch, ok := intunebeta.NewPatch(w.concrete(typ))
		if !ok || value == `null` && !nullable {
			return
		}
		if err := odata.Unmarshal([]byte(`{"`+name+`":`+value+`}`), patch); err != nil {
			w.t.Fatal(err)
		}
		argument := reflect.ValueOf(patch)
		if want := method.Type().In(0); !argument.Type().AssignableTo(want) {
			argument = argument.Elem()
		}
		w.call("patch "+map[bool]string{true: "null", false: "value"}[value == `null`], path, method.Call([]reflect.Value{argument})[0])
	}
}

func (w *walk) remove(item reflect.Value, path string) {
	method := item.MethodByName("Delete")
	if !method.IsValid() {
		return
	}
	command := method.Call(nil)[0].Interface().(*graph.Command)
	if err := command.Do(w.t.Context()); err != nil {
		w.t.Errorf("delete %s: %v", path, err)
		return
	}
	w.made["delete"]++
	out := item.MethodByName("Get").Call(nil)[0].MethodByName("Do").Call([]reflect.Value{reflect.ValueOf(w.t.Context())})
	if err, _ := out[1].Interface().(error); !graph.IsNotFound(err) {
		w.t.Errorf("get %s after delete: %v", path, err)
	}
}

// concrete returns the type, or the first of its derived types that is not abstract.
func (w *walk) concrete(typ string) string {
	for _, name := range append([]string{typ}, slices.Sorted(slices.Values(w.derived[typ]))...) {
		if t := w.ours.Types[name]; t != nil && !t.Abstract {
			return name
		}
	}
	return ""
}

// model makes a model with a value in every property of text, number and truth value that may be written.
func (w *walk) model(typ string) any {
	model, ok := intunebeta.New(w.concrete(typ))
	if !ok {
		return nil
	}
	var members []string
	for _, p := range w.properties(typ) {
		if value := sample(p); value != "" {
			members = append(members, fmt.Sprintf("%q:%s", p.Name, value))
		}
	}
	if err := odata.Unmarshal([]byte("{"+strings.Join(members, ",")+"}"), model); err != nil {
		w.t.Fatal(err)
	}
	made := reflect.New(reflect.TypeOf(model).Elem())
	for i := range made.Elem().NumField() {
		if made.Elem().Type().Field(i).Name != "Extra" { // what the service merged from other derived types
			made.Elem().Field(i).Set(reflect.ValueOf(model).Elem().Field(i))
		}
	}
	return made.Interface()
}

// properties returns the properties of the service's type that the model has too, and that are no key.
func (w *walk) properties(typ string) []*spec.Property {
	var all []*spec.Property
	for t := w.service.Types[typ]; t != nil; t = w.service.Base(t) {
		for _, p := range t.Properties {
			if p.Name != "id" {
				all = append(all, p)
			}
		}
	}
	return all
}

func sample(p *spec.Property) string {
	if p.Type.Collection {
		return ""
	}
	switch p.Type.Name {
	case "Edm.String":
		return `"a text"`
	case "Edm.Boolean":
		return "true"
	case "Edm.Int32", "Edm.Int16", "Edm.Byte":
		return "7"
	}
	return ""
}

// text returns a text property that an update may send, and whether it is nullable.
func (w *walk) text(typ string) (string, bool) {
	patch, ok := intunebeta.NewPatch(w.concrete(typ))
	if !ok {
		return "", false
	}
	t := reflect.TypeOf(patch).Elem()
	for _, p := range w.properties(typ) {
		for i := range t.NumField() {
			tag := strings.Split(t.Field(i).Tag.Get("odata"), ",")
			if tag[0] == p.Name && t.Field(i).Type == reflect.TypeFor[odata.Field[string]]() {
				return p.Name, !slices.Contains(tag, "nonnull") && p.Type.Nullable
			}
		}
	}
	return "", false
}
