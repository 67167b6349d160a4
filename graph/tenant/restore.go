package tenant

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// Restore creates an item with its parts in the tenant, assigns it last, and returns it with its
// new id. remap gives for an id of the other tenant, such as that of a group, the one that is meant
// here; nil keeps all. An item with masked secrets is refused by their names, before anything is
// sent. Restore creates a new item each time it is called: compare first.
func (t *Tenant) Restore(ctx context.Context, item Item, remap func(id string) string) (Item, error) {
	c, err := t.collectionOf(item)
	if err != nil {
		return Item{}, err
	}
	if masked := maskedIn(item); len(masked) > 0 {
		return Item{}, fmt.Errorf("tenant: %s %s has masked secrets: %s; set them first", item.Collection, item.Name, strings.Join(masked, ", "))
	}
	r := &restore{tenant: t, collection: c, item: item, remap: remap}
	if err := r.create(ctx); err != nil {
		return Item{}, err
	}
	created := item
	created.ID = r.id
	return created, errors.Join(r.parts(ctx), r.assign(ctx))
}

// collectionOf returns the collection in which an item is created.
func (t *Tenant) collectionOf(item Item) (graph.Collection, error) {
	for _, c := range t.description.Collections() {
		if c.Path == item.Collection && c.CanCreate {
			return c, nil
		}
	}
	return graph.Collection{}, fmt.Errorf("tenant: nothing can be created in %s", item.Collection)
}

// A restore creates one item.
type restore struct {
	tenant     *Tenant
	collection graph.Collection
	item       Item
	remap      func(string) string
	id         string
}

// assignments is the part that the action assign sets.
const assignments = "assignments"

// create creates the item, with the parts that creation takes.
func (r *restore) create(ctx context.Context) error {
	body, err := r.body(r.item)
	if err != nil {
		return err
	}
	for name, parts := range r.item.Parts {
		if p := r.typ().Property(name); p == nil || !p.InBody {
			continue
		}
		values := make([]any, len(parts))
		for i, part := range parts {
			if values[i], err = r.body(part); err != nil {
				return err
			}
		}
		body[name] = values
	}
	var created struct {
		ID string `json:"id"`
	}
	if err := r.tenant.client.Do(ctx, http.MethodPost, r.collection.Path, body, &created); err != nil {
		return fmt.Errorf("tenant: creating %s: %w", r.item.Name, err)
	}
	r.id = created.ID
	return nil
}

func (r *restore) typ() *graph.SchemaType {
	if typ := r.tenant.description.Types[r.item.Type]; typ != nil {
		return typ
	}
	return r.collection.Type
}

// body returns what is sent of an item, with the ids of this tenant.
func (r *restore) body(item Item) (map[string]any, error) {
	value, err := decode(item.Body)
	if err != nil {
		return nil, fmt.Errorf("tenant: %s %s: %w", item.Collection, item.ID, err)
	}
	body, ok := r.remapped(value).(map[string]any)
	if !ok {
		return nil, fmt.Errorf("tenant: %s %s is no object", item.Collection, item.ID)
	}
	return body, nil
}

var isGUID = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// remapped returns a value with the ids of this tenant.
func (r *restore) remapped(value any) any {
	switch value := value.(type) {
	case string:
		if r.remap != nil && isGUID.MatchString(value) {
			return r.remap(value)
		}
	case []any:
		for i := range value {
			value[i] = r.remapped(value[i])
		}
	case map[string]any:
		for name := range value {
			value[name] = r.remapped(value[name])
		}
	}
	return value
}

// parts creates the parts that have requests of their own.
func (r *restore) parts(ctx context.Context) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(r.item.Parts)) {
		p := r.typ().Property(name)
		if name == assignments && r.collection.Assign != nil || p == nil || p.InBody {
			continue
		}
		path := r.path()
		if r.collection.Type.Property(name) == nil {
			path += "/" + r.item.Type
		}
		for _, part := range r.item.Parts[name] {
			body, err := r.body(part)
			if err == nil {
				err = r.tenant.client.Do(ctx, http.MethodPost, path+"/"+name, body, nil)
			}
			if err != nil {
				errs = append(errs, fmt.Errorf("tenant: creating %s of %s: %w", name, r.item.Name, err))
			}
		}
	}
	return errors.Join(errs...)
}

func (r *restore) path() string { return r.collection.Path + "/" + url.PathEscape(r.id) }

// assign assigns the item as the other one was.
func (r *restore) assign(ctx context.Context) error {
	parts := r.item.Parts[assignments]
	if r.collection.Assign == nil || len(parts) == 0 {
		return nil
	}
	var values []any
	for _, part := range parts {
		body, err := r.body(part)
		if err != nil {
			return err
		}
		values = append(values, body)
	}
	body := map[string]any{r.collection.AssignBy: values}
	if err := r.tenant.client.Do(ctx, http.MethodPost, r.path()+"/"+r.collection.Assign.Segment, body, nil); err != nil {
		return fmt.Errorf("tenant: assigning %s: %w", r.item.Name, err)
	}
	return nil
}
