package tenant

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Change is one difference between two states.
type Change struct {
	Collection string `json:"collection"`
	Name       string `json:"name"` // of the resource, or its id
	What       string `json:"what"` // "added", "removed" or "changed"
	// Path is the JSON Pointer of the value that changed: "/omaSettings/0/value". It is "" for a
	// resource that was added or removed.
	Path string          `json:"path,omitempty"`
	Have json.RawMessage `json:"have,omitempty"`
	Want json.RawMessage `json:"want,omitempty"`
}

// String returns the change as a line of text.
func (c Change) String() string {
	line := fmt.Sprintf("%s %s %s", c.What, c.Collection, c.Name)
	if c.Path != "" {
		line += fmt.Sprintf(" %s: %s -> %s", c.Path, orNothing(c.Have), orNothing(c.Want))
	}
	return line
}

func orNothing(raw json.RawMessage) string { return cmp.Or(string(raw), "nothing") }

// Compare returns what changes from one state to another, sorted. Resources are matched by id, and
// those that are left by type and name, so that a backup of another tenant can be compared. Values
// of one meaning are equal, as package odata compares them: instants, lengths, numbers. Parts are
// compared without regard to their ids and order.
func Compare(ctx context.Context, have, want Source) ([]Change, error) {
	before, err := have.items(ctx)
	if err != nil {
		return nil, err
	}
	after, err := want.items(ctx)
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, p := range matched(before, after) {
		changes = append(changes, p.changes()...)
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Collection, b.Collection), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
	})
	return changes, nil
}

func (p pair) changes() []Change {
	switch {
	case p.want == nil:
		return []Change{{Collection: p.have.Collection, Name: cmp.Or(p.have.Name, p.have.ID), What: "removed"}}
	case p.have == nil:
		return []Change{{Collection: p.want.Collection, Name: cmp.Or(p.want.Name, p.want.ID), What: "added"}}
	}
	c := comparison{item: Change{Collection: p.want.Collection, Name: cmp.Or(p.want.Name, p.want.ID), What: "changed"}}
	have, errHave := decode(p.have.Body)
	want, errWant := decode(p.want.Body)
	if errHave != nil || errWant != nil {
		c.report("/", p.have.Body, p.want.Body)
		return c.changes
	}
	c.value("", have, want)
	names := maps.Clone(p.have.Parts)
	if names == nil {
		names = map[string][]Item{}
	}
	maps.Copy(names, p.want.Parts)
	for name := range names {
		c.parts("/"+name, p.have.Parts[name], p.want.Parts[name])
	}
	return c.changes
}

// A comparison collects the changes of one item.
type comparison struct {
	item    Change
	changes []Change
}

func (c *comparison) report(path string, have, want any) {
	change := c.item
	change.Path = path
	change.Have, change.Want = compact(have), compact(want)
	c.changes = append(c.changes, change)
}

// compact returns a value as JSON on one line, nil for none.
func compact(value any) json.RawMessage {
	if value == nil {
		return nil
	}
	raw, _ := json.Marshal(value) // it was decoded from JSON
	return raw
}

// value compares two JSON values.
func (c *comparison) value(path string, have, want any) {
	switch want := want.(type) {
	case map[string]any:
		if had, ok := have.(map[string]any); ok {
			c.object(path, had, want)
			return
		}
	case []any:
		if had, ok := have.([]any); ok && len(had) == len(want) {
			for i := range want {
				c.value(path+"/"+strconv.Itoa(i), had[i], want[i])
			}
			return
		}
	}
	if !same(have, want) {
		c.report(cmp.Or(path, "/"), have, want)
	}
}

// object compares two objects. Null and no value are the same.
func (c *comparison) object(path string, have, want map[string]any) {
	names := maps.Clone(have)
	maps.Copy(names, want)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if name == "@odata.type" && (have[name] == nil || want[name] == nil) {
			continue // it is implied
		}
		escaped := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		if have[name] != nil || want[name] != nil {
			c.value(path+"/"+escaped, have[name], want[name])
		}
	}
}

// parts compares the parts of an item: each needs a partner with the same content.
func (c *comparison) parts(path string, have, want []Item) {
	left := slices.Clone(want)
	for i := range have {
		at := slices.IndexFunc(left, func(part Item) bool { return len((pair{&have[i], &part}).changes()) == 0 })
		if at < 0 {
			c.report(path+"/"+have[i].ID, have[i].Body, nil)
			continue
		}
		left = slices.Delete(left, at, at+1)
	}
	for i := range left {
		c.report(path+"/"+left[i].ID, nil, left[i].Body)
	}
}
