// Package output writes generated files to a directory: only what changed, removing what is stale, never touching what is not ours.
package output

import (
	"bytes"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/lock"
)

// A Plan is what must be done to make a directory hold exactly the given files beside those that are not ours.
type Plan struct {
	dir     string
	pkg     string
	present map[string][]byte // our files that are there
	Write   []emit.File       // files that are missing or differ
	Remove  []string          // names of our files that are stale
}

// Empty tells whether the directory is up to date.
func (p *Plan) Empty() bool { return len(p.Write) == 0 && len(p.Remove) == 0 }

// Compare plans how dir becomes files, a package of the given name. A file that is not ours where ours would be written, and a
// Go file of another package, are errors. A missing directory is an empty one.
func Compare(dir, pkg string, files []emit.File) (*Plan, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: cannot read the output directory; name one that can be read and written: %w", dir, err)
	}
	plan := &Plan{dir: dir, pkg: pkg, present: map[string][]byte{}}
	ours := map[string]bool{}
	var errs []error
	for _, f := range files {
		ours[f.Name] = true
	}
	for _, entry := range entries {
		data, stale, err := inspect(dir, pkg, entry, ours[entry.Name()])
		errs = append(errs, err)
		if stale {
			plan.Remove = append(plan.Remove, entry.Name())
		}
		if data != nil {
			plan.present[entry.Name()] = data
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	plan.Write = slices.DeleteFunc(slices.Clone(files), func(f emit.File) bool {
		data, ok := plan.present[f.Name]
		return ok && bytes.Equal(data, f.Data)
	})
	return plan, nil
}

// inspect looks at one entry of the directory; wanted tells that a file of ours has its name. It returns the content of a file of
// ours, and whether that is stale.
func inspect(dir, pkg string, entry os.DirEntry, wanted bool) ([]byte, bool, error) {
	path := filepath.Join(dir, entry.Name())
	stands := wanted || entry.Name() == GuardName
	if !strings.HasSuffix(entry.Name(), ".go") {
		return nil, false, nil
	}
	if !entry.Type().IsRegular() {
		if stands {
			return nil, false, fmt.Errorf("%s: stands where a generated file would be written; move it away", path)
		}
		return nil, false, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, false, fmt.Errorf("%s: cannot read the file; make it readable: %w", path, err)
	}
	if isOurs(data) {
		return data, !wanted, nil
	}
	if stands {
		return nil, false, fmt.Errorf("%s:1:1: is not generated but stands where a generated file would be written; move it away or choose another directory", path)
	}
	return nil, false, samePackage(path, pkg, data)
}

// isOurs tells whether a file begins with our header.
func isOurs(data []byte) bool { return bytes.HasPrefix(data, []byte("// "+emit.Header)) }

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

// Edited returns the names of files that would be replaced or removed although they are not what was last written, by the hashes of that.
func (p *Plan) Edited(written map[string]string) []string {
	var edited []string
	for name, data := range p.present {
		touched := slices.Contains(p.Remove, name) || slices.ContainsFunc(p.Write, func(f emit.File) bool { return f.Name == name })
		if was, known := written[name]; touched && known && was != lock.Hash(data) {
			edited = append(edited, name)
		}
	}
	slices.Sort(edited)
	return edited
}
