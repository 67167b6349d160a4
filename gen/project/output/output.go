// Package output writes generated files to a directory: only what changed, removing what is stale, never touching what is not ours.
package output

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// An Update makes a directory hold exactly the files of a package beside those that are not ours.
type Update struct {
	*Folder
	pkg     string
	present map[string][]byte // our files that are there
	dry     bool              // nothing is to be written

	room    sync.Once // made for new files
	roomErr error

	mu    sync.Mutex
	steps journal // a step for each file, also where nothing is to be done; sorted by name once all are there
}

// Source writes the files of a package by giving each to put, in any order, several at a time if it likes. The data is put's until it returns.
type Source func(put func(emit.File) error) error

// Compare finds what must be done to make the directory the package of the given name that has the files that source writes; names
// are theirs. A file that is not ours where ours would be written, and a Go file of another package, are errors. A directory that does
// not exist is an empty one.
func (f *Folder) Compare(pkg string, names []string, source Source) (*Update, error) {
	u, err := f.look(pkg, names)
	if err != nil {
		return nil, err
	}
	u.dry = true
	return u, u.take(source)
}

// Stage is [Folder.Compare], and writes the files that are missing or differ beside their places, while source writes others. Then
// Finish or Abandon has to be called; until then nothing of the package has changed.
func (f *Folder) Stage(pkg string, names []string, source Source) (*Update, error) {
	u, err := f.look(pkg, names)
	if err != nil {
		return nil, err
	}
	if err := f.Hold(); err != nil {
		return nil, err
	}
	if err := u.take(source); err != nil {
		return nil, errors.Join(err, u.Abandon())
	}
	return u, nil
}

// take takes all files of a source.
func (u *Update) take(source Source) error {
	err := source(u.put)
	slices.SortFunc(u.steps, func(a, b step) int { return cmp.Compare(a.name, b.name) })
	return err
}

// look finds what is in the directory.
func (f *Folder) look(pkg string, names []string) (*Update, error) {
	u := &Update{Folder: f, pkg: pkg, present: map[string][]byte{}}
	ours := map[string]bool{}
	for _, name := range names {
		ours[name] = true
	}
	entries, err := f.entries()
	errs := []error{err}
	for _, entry := range entries {
		data, stale, err := f.inspect(pkg, entry, ours[entry.Name()])
		errs = append(errs, err)
		if stale {
			u.steps = append(u.steps, step{entry.Name(), lock.Hash(data), absent})
		}
		if data != nil {
			u.present[entry.Name()] = data
		}
	}
	return u, errors.Join(errs...)
}

// entries lists what is in the directory.
func (f *Folder) entries() ([]fs.DirEntry, error) {
	if f.fresh {
		return nil, nil
	}
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the output directory; name one that can be read and written: %w", f.dir, err)
	}
	return entries, nil
}

// put compares one file with what is there, and writes it beside its place if it differs.
func (u *Update) put(f emit.File) error {
	s := step{f.Name, absent, lock.Hash(f.Data)}
	if data, ok := u.present[f.Name]; ok {
		s.old = lock.Hash(data)
	}
	if err := u.stage(s, f); err != nil {
		return err
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.steps = append(u.steps, s)
	return nil
}

// inspect looks at one entry of the directory; wanted says that a file of ours has its name. It returns the content of a file of
// ours, and whether that is stale.
func (f *Folder) inspect(pkg string, entry fs.DirEntry, wanted bool) ([]byte, bool, error) {
	path := filepath.Join(f.dir, entry.Name())
	needed := wanted || entry.Name() == GuardName
	if !strings.HasSuffix(entry.Name(), ".go") && entry.Name() != emit.APIName {
		return nil, false, nil
	}
	if !entry.Type().IsRegular() {
		if needed {
			return nil, false, fmt.Errorf("%s: is where a generated file would be written; move it away", path)
		}
		return nil, false, nil
	}
	data, err := f.Read(entry.Name())
	if err != nil {
		return nil, false, err
	}
	if isOurs(entry.Name(), data) {
		return data, !wanted, nil
	}
	if needed {
		return nil, false, fmt.Errorf("%s:1:1: is not generated but is where a generated file would be written; move it away or choose another directory", path)
	}
	return nil, false, samePackage(path, pkg, data)
}

// isOurs reports whether the first line of a file of a name is our header.
func isOurs(name string, data []byte) bool {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r"))) == emit.HeaderLine(name)
}

// samePackage refuses a Go file of another package: the directory would not compile.
func samePackage(path, pkg string, data []byte) error {
	f, err := parser.ParseFile(token.NewFileSet(), path, data, parser.PackageClauseOnly)
	if err != nil {
		return nil // not readable as Go: the owner of the file sees to it
	}
	name := f.Name.Name
	if name == pkg || name == pkg+"_test" && strings.HasSuffix(path, "_test.go") {
		return nil
	}
	return fmt.Errorf("%s:1:1: belongs to package %s, not %s; choose another directory or --package %s", path, name, pkg, name)
}

// Empty reports whether the directory is up to date.
func (u *Update) Empty() bool { return len(u.todo()) == 0 }

// todo returns the steps that change something, sorted by name.
func (u *Update) todo() journal {
	return slices.DeleteFunc(slices.Clone(u.steps), func(s step) bool { return !s.changes() })
}

// Written returns the names of the files that are missing or differ, sorted.
func (u *Update) Written() []string {
	return u.names(func(s step) bool { return s.new != absent })
}

// Removed returns the names of our files that are stale, sorted.
func (u *Update) Removed() []string {
	return u.names(func(s step) bool { return s.new == absent })
}

// Edited returns the names of files that would be replaced or removed although they are not what was last written, by the hashes of that.
func (u *Update) Edited(written map[string]string) []string {
	return u.names(func(s step) bool {
		was, known := written[s.name]
		return known && s.old != absent && s.old != was
	})
}

// names returns the names in steps that change something and are wanted.
func (u *Update) names(wanted func(step) bool) []string {
	var names []string
	for _, s := range u.todo() {
		if wanted(s) {
			names = append(names, s.name)
		}
	}
	return names
}

// Hashes returns the hashes of the files of the package, by name.
func (u *Update) Hashes() map[string]string {
	all := map[string]string{}
	for _, s := range u.steps {
		if s.new != absent {
			all[s.name] = s.new
		}
	}
	return all
}
