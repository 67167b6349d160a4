package graphtest

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// relate makes the parts of a resource that its body has, and the references.
func (s *state) relate(r *resource, in *input, how verb) *fault {
	for _, b := range in.binds {
		for _, link := range b.links {
			to, f := s.linked(link)
			if f != nil {
				return f
			}
			r.refer(b.property, to)
		}
	}
	for _, c := range in.children {
		if c.property.Collection && how != creating {
			s.clear(r, c.property)
		}
		for _, item := range c.items {
			if _, f := s.insert(r, c.property, item, how); f != nil {
				return f
			}
		}
	}
	return nil
}

// clear removes what a collection has.
func (s *state) clear(r *resource, p *graph.SchemaProperty) {
	for _, item := range slices.Clone(r.list(p.Name).all()) {
		if item.in == r && item.by == p.Name {
			item.remove()
		} else {
			r.list(p.Name).drop(item)
		}
	}
}

// refer adds a reference.
func (r *resource) refer(p *graph.SchemaProperty, to *resource) {
	if p.Collection {
		r.makeList(p.Name).add(to)
	} else {
		r.setOne(p.Name, to)
	}
}

// linked returns the resource at an address: absolute, or relative to the service root.
func (s *state) linked(link string) (*resource, *fault) {
	path := link
	if _, rest, ok := strings.Cut(link, "://"); ok {
		_, path, _ = strings.Cut(rest, "/")
	}
	path = strings.TrimPrefix("/"+strings.TrimPrefix(path, "/"), s.model.Path+"/")
	p, f := s.resolve(path)
	if f != nil {
		return nil, badRequest("The address '%s' of a reference leads nowhere.", link)
	}
	if p.one == nil || p.property != nil || p.operation != nil || p.end != "" {
		return nil, notFound()
	}
	return p.one.settle(), nil
}
