package tenant

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
)

// A Source gives the items of a state: a [*Tenant] of the tenant as it is, [Folder] of a backup.
type Source interface {
	items(ctx context.Context) ([]Item, error)
}

// Items returns the items of a source, for [Tenant.Restore].
func Items(ctx context.Context, source Source) ([]Item, error) { return source.items(ctx) }

// items reads the configuration of the tenant.
func (t *Tenant) items(ctx context.Context) ([]Item, error) {
	var all []Item
	_, err := t.Walk(ctx, Options{Only: Configuration}, func(item Item) error {
		all = append(all, item)
		return nil
	})
	return all, err
}

// Folder returns the state in the folder of a backup. Other programs' files are read if they have
// the same layout and Graph's JSON.
func Folder(root *os.Root) Source { return folder{root} }

type folder struct{ root *os.Root }

func (f folder) items(context.Context) ([]Item, error) { return f.read(".", "") }

// read returns the items in a folder and, where there is no item of that name, below it.
func (f folder) read(dir, collection string) ([]Item, error) {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return nil, err
	}
	var all []Item
	isItem := map[string]bool{}
	for _, e := range entries {
		name, isJSON := strings.CutSuffix(e.Name(), ".json")
		if !isJSON || e.IsDir() || dir == "." {
			continue
		}
		isItem[name] = true
		item, err := f.item(dir, name, collection)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	for _, e := range entries {
		if e.IsDir() && !isItem[e.Name()] {
			below, err := f.read(path.Join(dir, e.Name()), collection+"/"+e.Name())
			if err != nil {
				return nil, err
			}
			all = append(all, below...)
		}
	}
	return all, nil
}

// item reads a file, and the parts in the folder beside it.
func (f folder) item(dir, name, collection string) (Item, error) {
	file := path.Join(dir, name+".json")
	data, err := f.root.ReadFile(file)
	if err != nil {
		return Item{}, err
	}
	var body map[string]json.RawMessage
	if err := json.Unmarshal(data, &body); err != nil {
		return Item{}, fmt.Errorf("tenant: %s: %w", file, err)
	}
	item := Item{Collection: collection, Type: strings.TrimPrefix(text(body["@odata.type"]), "#"), Name: nameOf(body), Body: data}
	if item.ID, err = url.PathUnescape(name); err != nil {
		return item, fmt.Errorf("tenant: %s: the name is no escaped id: %w", file, err)
	}
	parts, err := fs.ReadDir(f.root.FS(), path.Join(dir, name))
	for _, part := range parts {
		read, err := f.read(path.Join(dir, name, part.Name()), collection+"/"+name+"/"+part.Name())
		if err != nil {
			return item, err
		}
		if item.Parts == nil {
			item.Parts = map[string][]Item{}
		}
		item.Parts[part.Name()] = read
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return item, err
	}
	return item, nil
}
