// Package e2e drives the generated client against real OData services that others wrote: `make e2e`
// installs and starts them.
package e2e

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
)

// A walk goes through every contained collection that the service's own $metadata shows, and does
// in each what users do.
type walk struct {
	t       *testing.T
	client  *intunebeta.Client
	singles bool        // the service has contained entities without an update around them
	service *spec.Index // the service's $metadata
	ours    *spec.Index // the embedded description
	derived map[string][]string

	collections, visited int
	made, accepted       map[string]int  // requests by kind
	skipped              map[string]int  // by reason
	seen                 map[string]bool // visited types, because types may contain themselves
}

func TestWalk(t *testing.T) {
	root := os.Getenv("INTUNE_E2E_URL")
	if root == "" {
		t.Skip("skipped: no service; run `make e2e`, or set INTUNE_E2E_URL to the root of one that serves all of Intune")
	}
	newWalk(t, root, nil).all()
}

// all goes through every collection.
func (w *walk) all() {
	t := w.t
	t.Helper()
	for _, s := range w.service.Doc.Schemas {
		if s.Container == nil {
			continue
		}
		for _, single := range s.Container.Singletons {
			builder := w.step(reflect.ValueOf(w.client), single.Name)
			w.under(builder, w.service.Resolve(single.Type), "/"+single.Name)
		}
	}
	t.Logf("%d of %d collections visited; %d requests made, %d accepted", w.visited, w.collections, sum(w.made), sum(w.accepted))
	for _, kind := range slices.Sorted(maps.Keys(w.made)) {
		t.Logf("%s: %d of %d accepted", kind, w.accepted[kind], w.made[kind])
	}
	for _, reason := range slices.Sorted(maps.Keys(w.skipped)) {
		t.Logf("left out %d times: %s", w.skipped[reason], reason)
	}
	if all := w.declared(); w.visited != all {
		t.Errorf("$metadata has %d contained collections, of which %d were visited", all, w.visited)
	}
}

// declared counts the contained collections of the service that paths without casts lead to.
func (w *walk) declared() (n int) {
	reached := map[string]bool{}
	var follow func(typ string)
	follow = func(typ string) {
		if reached[typ] {
			return
		}
		reached[typ] = true
		for _, nav := range w.contained(typ) {
			if nav.Type.Collection {
				n++
			}
			follow(w.service.Resolve(nav.Type.Name))
		}
	}
	for _, s := range w.service.Doc.Schemas {
		if s.Container != nil {
			for _, single := range s.Container.Singletons {
				follow(w.service.Resolve(single.Type))
			}
		}
	}
	return n
}

func sum(counts map[string]int) (n int) {
	for _, count := range counts {
		n += count
	}
	return n
}

func newWalk(t *testing.T, root string, transport policy.Transporter) *walk {
	t.Helper()
	options := &graph.ClientOptions{BaseURL: root, Unlimited: true}
	options.Transport = transport
	client, err := intunebeta.NewClient(nil, options)
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
		made: map[string]int{}, accepted: map[string]int{}, skipped: map[string]int{}, seen: map[string]bool{}}
	for name, typ := range w.ours.Types {
		for base := w.ours.Base(typ); base != nil; base = w.ours.Base(base) {
			w.derived[w.ours.Name(base)] = append(w.derived[w.ours.Name(base)], name)
		}
	}
	return w
}

// step calls the method of a builder for a navigation property. It returns nothing if there is no
// such method.
func (w *walk) step(builder reflect.Value, name string) reflect.Value {
	for i := range builder.NumMethod() {
		m := builder.Type().Method(i)
		if strings.EqualFold(strings.TrimRight(m.Name, "_"), name) && m.Type.NumIn() == 1 {
			return builder.Method(i).Call(nil)[0]
		}
	}
	return reflect.Value{}
}

// under visits the collections below one entity, and those below them.
func (w *walk) under(builder reflect.Value, typ, path string) {
	var singles []*spec.NavigationProperty
	for _, n := range w.fresh(typ) {
		if w.seen[typ+"/"+n.Name] {
			continue // below an item of a collection of this very type
		}
		w.seen[typ+"/"+n.Name] = true
		if !n.Type.Collection {
			singles = append(singles, n)
			continue
		}
		target, at := w.service.Resolve(n.Type.Name), path+"/"+n.Name
		if c := w.stepTo(builder, n, at); c.IsValid() {
			w.collection(c, target, at, w.create(c, target, at))
		}
	}
	for _, n := range singles {
		w.single(builder, n, path)
	}
}

// fresh returns the containment navigation properties of a type that were not visited yet.
func (w *walk) fresh(typ string) (fresh []*spec.NavigationProperty) {
	for _, n := range w.contained(typ) {
		if !w.seen[typ+"/"+n.Name] {
			fresh = append(fresh, n)
		}
	}
	return fresh
}

func (w *walk) contained(typ string) (contained []*spec.NavigationProperty) {
	if t := w.service.Types[typ]; t != nil {
		for _, n := range t.Navigations {
			if n.Contains {
				contained = append(contained, n)
			}
		}
	}
	return contained
}

// stepTo goes on to a collection, which counts from here on.
func (w *walk) stepTo(builder reflect.Value, n *spec.NavigationProperty, path string) reflect.Value {
	w.collections++
	c := w.step(builder, n.Name)
	if !c.IsValid() {
		w.skip(path, "collection: the client has no such path")
	}
	return c
}

// single visits the collections below a contained entity. The service creates such an entity, and
// items in collections right below it, only in an update of the entity around them.
func (w *walk) single(builder reflect.Value, n *spec.NavigationProperty, path string) {
	typ, at := w.service.Resolve(n.Type.Name), path+"/"+n.Name
	if len(w.fresh(typ)) == 0 {
		return
	}
	if w.singles {
		w.under(w.step(builder, n.Name), typ, at)
		return
	}
	body := fmt.Sprintf("{%q:%s}", n.Name, w.seed(typ, at))
	if err := w.client.Do(w.t.Context(), http.MethodPatch, path, []byte(body), nil); err != nil {
		w.t.Errorf("%s: %v", at, err)
		return
	}
	w.seeded(w.step(builder, n.Name), typ, at)
}

// seed returns the JSON of a contained entity with four items in every collection below it.
func (w *walk) seed(typ, path string) string {
	members := []string{fmt.Sprintf(`"id":%q`, seedID(path, 0))}
	for _, n := range w.fresh(typ) {
		target, at := w.service.Resolve(n.Type.Name), path+"/"+n.Name
		switch {
		case n.Type.Collection:
			var items []string
			for i := range itemsMade {
				items = append(items, fmt.Sprintf(`{"id":%q}`, seedID(at, i)))
			}
			members = append(members, fmt.Sprintf("%q:[%s]", n.Name, strings.Join(items, ",")))
		case target != typ:
			members = append(members, fmt.Sprintf("%q:%s", n.Name, w.seed(target, at)))
		}
	}
	return "{" + strings.Join(members, ",") + "}"
}

func seedID(path string, i int) string {
	return fmt.Sprintf("%s-%d", strings.ReplaceAll(strings.Trim(path, "/"), "/", "-"), i)
}

// seeded visits the collections that seed has filled.
func (w *walk) seeded(builder reflect.Value, typ, path string) {
	for _, n := range w.fresh(typ) {
		w.seen[typ+"/"+n.Name] = true
		target, at := w.service.Resolve(n.Type.Name), path+"/"+n.Name
		if !n.Type.Collection {
			w.seeded(w.step(builder, n.Name), target, at)
			continue
		}
		var items made
		for i := range itemsMade {
			items.ids = append(items.ids, seedID(at, i))
		}
		if c := w.stepTo(builder, n, at); c.IsValid() {
			w.skip(at, "create: the service creates nothing in a collection below a single entity")
			w.collection(c, target, at, items)
		}
	}
}

func (w *walk) skip(path, reason string) {
	w.skipped[reason]++
	w.t.Logf("%s: left out: %s", path, reason)
}

// itemsMade is how many items the walk makes in each collection: the service pages by three.
const itemsMade = 4

// made are the items of a collection, and what each was made of.
type made struct {
	ids   []string
	model any
}

// collection lists, filters, reads, updates and deletes in one collection.
func (w *walk) collection(c reflect.Value, typ, path string, items made) {
	if items.ids == nil {
		return
	}
	item := w.item(c, items.ids[0])
	w.list(c, path, items.ids)
	w.read(item, path, items.model)
	if text := w.text(typ); text.name != "" && w.update(item, path, typ, text) {
		w.filter(c, path, text.name, items.ids)
		w.clear(item, path, typ, text)
	}
	w.batch(c, path, typ, items.ids)
	w.under(item, typ, path+"/"+items.ids[0])
	w.remove(item, path)
	w.visited++
}

func (w *walk) item(c reflect.Value, id string) reflect.Value {
	return c.MethodByName("ID").Call([]reflect.Value{reflect.ValueOf(id)})[0]
}
