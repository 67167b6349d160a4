package tenant

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/graph"
)

// A Tenant is what a client can read of a tenant.
type Tenant struct {
	client      *graph.Client
	description *graph.Description
}

// New returns the tenant of a client. The schema is that of the client's package.
func New(client *graph.Client, schema graph.Schema) *Tenant {
	return &Tenant{client, schema.Describe()}
}

// A Kind is a kind of collections.
type Kind uint8

// The kinds of collections.
const (
	Everything    Kind = iota
	Configuration      // what people create
	Inventory          // what the service fills: devices, states, events, reports
)

// defaultParallel is how many collections are read at a time unless the options say.
const defaultParallel = 4

// Options are the options of a walk or backup. The zero value reads everything.
type Options struct {
	Only Kind
	// Parallel is how many collections are read at a time; 0 means 4. The client's budgets hold.
	Parallel int
	// Progress is called after each collection, by one goroutine at a time.
	Progress func(done, total int)
	// Secrets keeps secrets that the service returns. Without it, ones are replaced by "****".
	Secrets bool
}

// A Skipped is a collection that was passed over, since the service refuses it (403) or does not
// have it (404).
type Skipped struct {
	Path string
	Err  error
}

// An Item is a resource with its parts.
type Item struct {
	Collection string // path: "/deviceManagement/deviceConfigurations"
	ID         string
	Type       string // "microsoft.graph.windows10CustomConfiguration"
	Name       string // displayName or name, "" without
	// Body is the JSON of the properties that people set, with sorted names: without ids, dates,
	// annotations and what else the service owns.
	Body  json.RawMessage
	Parts map[string][]Item // by the name of the collection: "assignments"
}

// Walk reads the collections of the tenant and calls visit with each item, by one goroutine at a
// time, in no particular order. It returns the collections that it passed over. Any other error
// ends it.
func (t *Tenant) Walk(ctx context.Context, options Options, visit func(Item) error) ([]Skipped, error) {
	w := &walk{tenant: t, options: options, visit: visit}
	collections := w.collections()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(1, cmp.Or(options.Parallel, defaultParallel)))
	for _, c := range collections {
		group.Go(func() error { return w.collection(ctx, c, len(collections)) })
	}
	err := group.Wait()
	return w.skipped, err
}

// A walk is one reading of a tenant.
type walk struct {
	tenant  *Tenant
	options Options
	visit   func(Item) error

	mu      sync.Mutex
	skipped []Skipped
	done    int
}

// collections returns the collections of the wanted kind.
func (w *walk) collections() []graph.Collection {
	var wanted []graph.Collection
	for _, c := range w.tenant.description.Collections() {
		if w.options.Only == Everything || c.Inventory == (w.options.Only == Inventory) {
			wanted = append(wanted, c)
		}
	}
	return wanted
}

// collection reads one collection.
func (w *walk) collection(ctx context.Context, c graph.Collection, total int) error {
	err := w.each(ctx, c.Path, c.Type, func(item Item) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.visit(item)
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	if graph.IsForbidden(err) || graph.IsNotFound(err) {
		w.skipped, err = append(w.skipped, Skipped{c.Path, err}), nil
	}
	if w.done++; w.options.Progress != nil {
		w.options.Progress(w.done, total)
	}
	return err
}

// each reads the items of a collection, page by page, with their parts.
func (w *walk) each(ctx context.Context, path string, typ *graph.SchemaType, visit func(Item) error) error {
	for link := path; link != ""; {
		var page struct {
			Value []map[string]json.RawMessage `json:"value"`
			Next  string                       `json:"@odata.nextLink"`
		}
		if err := w.tenant.client.Do(ctx, http.MethodGet, link, nil, &page); err != nil {
			return err
		}
		for _, body := range page.Value {
			item, err := w.item(ctx, path, typ, body)
			if err != nil {
				return err
			}
			if err := visit(item); err != nil {
				return err
			}
		}
		link = page.Next
	}
	return nil
}

// item returns an item with its parts.
func (w *walk) item(ctx context.Context, path string, declared *graph.SchemaType, body map[string]json.RawMessage) (Item, error) {
	typ := w.tenant.typeOf(body, declared)
	item := Item{Collection: path, ID: text(body["id"]), Type: typ.Name, Name: nameOf(body)}
	var err error
	if item.Body, err = w.tenant.clean(body, typ, w.options.Secrets); err != nil || item.ID == "" {
		return item, err
	}
	for _, p := range typ.Parts() {
		if p.Type.IsInventory() {
			continue
		}
		if err := w.part(ctx, &item, typ, declared, p); err != nil {
			return item, err
		}
	}
	return item, nil
}

// part reads one part of an item. A part that the service refuses or does not have is empty.
func (w *walk) part(ctx context.Context, item *Item, typ, declared *graph.SchemaType, p *graph.SchemaProperty) error {
	path := item.Collection + "/" + url.PathEscape(item.ID)
	if declared.Property(p.Name) == nil {
		path += "/" + typ.Name // the cast to the type that has it
	}
	var parts []Item
	err := w.each(ctx, path+"/"+p.Name, p.Type, func(part Item) error {
		parts = append(parts, part)
		return nil
	})
	if err != nil && !graph.IsForbidden(err) && !graph.IsNotFound(err) {
		return err
	}
	if len(parts) > 0 {
		if item.Parts == nil {
			item.Parts = map[string][]Item{}
		}
		item.Parts[p.Name] = parts
	}
	return nil
}
