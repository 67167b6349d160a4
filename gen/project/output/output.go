// Package output writes generated files to a directory. It writes only files that changed, removes
// generated files that are stale, and never touches others.
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

// An Update turns the generated files of a directory into those of a package. In this package
// "ours" means generated.
type Update struct {
	*Folder
	pkg     string
	present map[string][]byte // contents of our files in the directory
	dry     bool              // write nothing

	room    sync.Once // creates the folder of new files
	roomErr error     // of room

	mu    sync.Mutex
	steps journal // a step for each file, even if it changes nothing; sorted by name in the end
}

// A Source calls put for each file of a package, in any order, possibly several at a time. It may
// change the data after put returns.
type Source func(put func(emit.File) error) error

// Compare returns the update that turns the directory into the package pkg with the files of
// source, whose names are names. It writes nothing. A file of the user's with the name of a
// generated one is an error, and so is a Go file of another package. A directory that does not
// exist counts as empty.
func (f *Folder) Compare(pkg string, names []string, source Source) (*Update, error) {
	u, err := f.look(pkg, names)
	if err != nil {
		return nil, err
	}
	u.dry = true
	return u, u.take(source)
}

// Stage is like [Folder.Compare], and writes the files that are missing or differ into the folder
// of new files. The package has not changed until the caller calls Finish; otherwise it must call
// Abandon.
func (f *Folder) Stage(pkg string, names []string, source Source) (*Update, error) {
	if err := f.Hold(); err != nil {
		return nil, err
	}
	u, err := f.look(pkg, names)
	if err != nil {
		return nil, err
	}
	if err := u.take(source); err != nil {
		return nil, errors.Join(err, u.Abandon())
	}
	return u, nil
}

// take processes all files of a source.
func (u *Update) take(source Source) error {
	err := source(u.put)
	slices.SortFunc(u.steps, func(a, b step) int { return cmp.Compare(a.name, b.name) })
	return err
}

// look reads the files of the directory.
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

// entries lists the directory.
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

// put compares one file with the one in the directory, and stages it if they differ.
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

// inspect looks at one entry of the directory. wanted means that the package has a file of that
// name. It returns the content if the file is ours, and whether it is stale.
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
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, fmt.Errorf("%s: %s is gone since the directory was listed, so another run changes it; run again when that has ended", f.dir, entry.Name())
	}
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

// isOurs reports whether data starts with the header of a generated file of that name.
func isOurs(name string, data []byte) bool {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r"))) == emit.HeaderLine(name)
}

// samePackage refuses a Go file of another package: the directory would not compile.
func samePackage(path, pkg string, data []byte) error {
	f, err := parser.ParseFile(token.NewFileSet(), path, data, parser.PackageClauseOnly)
	if err != nil {
		return nil // the file is not valid Go, which is its owner's concern
	}
	name := f.Name.Name
	if name == pkg || name == pkg+"_test" && strings.HasSuffix(path, "_test.go") {
		return nil
	}
	return fmt.Errorf("%s:1:1: belongs to package %s, not %s; choose another directory or --package %s", path, name, pkg, name)
}
