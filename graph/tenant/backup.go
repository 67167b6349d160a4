package tenant

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph/internal/keyfile"
)

// A Summary says what a backup did.
type Summary struct {
	Items, Written, Unchanged, Removed int // files; Items are resources without their parts
	Skipped                            []Skipped
}

// indexName is the file that lists the resources of a backup.
const indexName = "index.json"

// An entry is a resource in the index.
type entry struct {
	File string `json:"file"`
	Type string `json:"type"`
	Name string `json:"name,omitempty"`
}

// Backup writes the tenant below a folder: PATH/ID.json for a resource, PATH/ID/PART/ID.json for
// its parts, and index.json. It removes files of the last backup whose resources are gone, and
// leaves all others alone. Collections that could not be read keep their files.
func (t *Tenant) Backup(ctx context.Context, root *os.Root, options Options) (Summary, error) {
	b := &backup{root: root, files: map[string]entry{}}
	skipped, err := t.Walk(ctx, options, func(item Item) error {
		b.summary.Items++
		return b.item(strings.TrimPrefix(item.Collection, "/"), item)
	})
	b.summary.Skipped = skipped
	if err != nil {
		return b.summary, err
	}
	return b.summary, b.finish()
}

// A backup writes files.
type backup struct {
	root    *os.Root
	files   map[string]entry
	summary Summary
}

func (b *backup) item(folder string, item Item) error {
	at := path.Join(folder, keyfile.Name(item.ID))
	b.files[at+".json"] = entry{at + ".json", item.Type, item.Name}
	if err := b.write(at+".json", item.Body); err != nil {
		return err
	}
	for name, parts := range item.Parts {
		for _, part := range parts {
			if err := b.item(path.Join(at, name), part); err != nil {
				return err
			}
		}
	}
	return nil
}

// write writes a file unless it has these bytes. A reader never sees half of one.
func (b *backup) write(name string, data []byte) error {
	had, err := b.root.ReadFile(name)
	switch {
	case err == nil && bytes.Equal(had, data):
		b.summary.Unchanged++
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := b.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	if err := b.root.WriteFile(name+".new", data, 0o666); err != nil {
		return err
	}
	b.summary.Written++
	return b.root.Rename(name+".new", name)
}

// finish removes what is gone, and writes the index.
func (b *backup) finish() error {
	had, err := b.index()
	if err != nil {
		return err
	}
	for _, e := range had {
		switch _, stays := b.files[e.File]; {
		case stays:
		case b.isSkipped(e.File):
			b.files[e.File] = e
		default:
			if err := b.remove(e.File); err != nil {
				return err
			}
		}
	}
	all := slices.SortedFunc(maps.Values(b.files), func(a, b entry) int { return cmp.Compare(a.File, b.File) })
	data, err := encode(all)
	if err != nil {
		return err
	}
	written := b.summary.Written
	err = b.write(indexName, data)
	b.summary.Written = written // the index is not a resource
	return err
}

// index returns the index of the last backup, empty without one.
func (b *backup) index() ([]entry, error) {
	data, err := b.root.ReadFile(indexName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var entries []entry
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, fmt.Errorf("tenant: %s is damaged: %w; remove it to begin anew", indexName, err)
	}
	return entries, nil
}

// isSkipped reports whether a file is of a collection that could not be read.
func (b *backup) isSkipped(file string) bool {
	return slices.ContainsFunc(b.summary.Skipped, func(s Skipped) bool {
		return strings.HasPrefix("/"+file, s.Path+"/")
	})
}

// remove removes a file that the index names: only one that a backup can have written.
func (b *backup) remove(file string) error {
	if path.Ext(file) != ".json" || path.Clean(file) != file || file == indexName {
		return fmt.Errorf("tenant: %s names %q, which no backup has written; remove the line", indexName, file)
	}
	b.summary.Removed++
	err := b.root.Remove(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
