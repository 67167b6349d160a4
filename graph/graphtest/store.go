package graphtest

import (
	"maps"
	"slices"
)

// A resource is an entity with what it contains and refers to.
type resource struct {
	typ     *typeInfo
	id      string // the text of the key, "" for a singleton
	rec     *record
	version int
	in      *resource // that it is a part of; nil for the root
	by      string    // the property that contains it
	gone    bool      // it was deleted; references to it are dropped when they are read
	virtual bool      // a singleton that nobody has written to
	single  map[string]*resource
	many    map[string]*collection
	files   map[string]file // streams by property, "" for the content of a media entity
	stale   *staleness
}

// A file is a stream.
type file struct {
	contentType string
	data        []byte
}

// A collection is an ordered set of entities: parts, or references to entities elsewhere.
type collection struct {
	items []*resource
	byID  map[string]*resource
}

// path returns the path of a resource from the root.
func (r *resource) path() string {
	switch {
	case r.in == nil:
		return ""
	case r.id == "":
		return r.in.path() + "/" + r.by
	}
	return r.in.path() + "/" + r.by + "/" + escapeSegment(r.id)
}

// list returns the collection of a property, nil if it has no items.
func (r *resource) list(property string) *collection {
	if r == nil {
		return nil
	}
	return r.many[property]
}

// makeList returns the collection of a property.
func (r *resource) makeList(property string) *collection {
	c := r.many[property]
	if c == nil {
		c = &collection{byID: map[string]*resource{}}
		if r.many == nil {
			r.many = map[string]*collection{}
		}
		r.many[property] = c
	}
	return c
}

// all returns the items that are there.
func (c *collection) all() []*resource {
	if c == nil {
		return nil
	}
	if slices.ContainsFunc(c.items, func(r *resource) bool { return r.gone }) {
		c.items = slices.DeleteFunc(c.items, func(r *resource) bool { return r.gone })
		maps.DeleteFunc(c.byID, func(_ string, r *resource) bool { return r.gone })
	}
	return c.items
}

// get returns the item with a key, or nil.
func (c *collection) get(id string) *resource {
	if c == nil {
		return nil
	}
	if r := c.byID[id]; r != nil && !r.gone {
		return r
	}
	return nil
}

func (c *collection) add(r *resource) {
	if old := c.byID[r.id]; old != nil {
		c.drop(old)
	}
	c.items, c.byID[r.id] = append(c.items, r), r
}

// drop takes an item out of a collection.
func (c *collection) drop(r *resource) {
	if c == nil || c.byID[r.id] != r {
		return
	}
	delete(c.byID, r.id)
	c.items = slices.DeleteFunc(c.items, func(other *resource) bool { return other == r })
}

// one returns the resource of a property with one, nil if it does not exist.
func (r *resource) one(property string) *resource {
	if r == nil {
		return nil
	}
	if one := r.single[property]; one != nil && !one.gone {
		return one
	}
	return nil
}

func (r *resource) setOne(property string, one *resource) {
	if r.single == nil {
		r.single = map[string]*resource{}
	}
	r.single[property] = one
}

// remove deletes a resource and all that it contains.
func (r *resource) remove() {
	r.gone = true
	if r.in != nil && r.id != "" {
		r.in.list(r.by).drop(r)
	}
	for _, one := range r.single {
		if one.in == r {
			one.remove()
		}
	}
	for _, c := range r.many {
		for _, item := range slices.Clone(c.items) {
			if item.in == r {
				item.remove()
			}
		}
	}
}
