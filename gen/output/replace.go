package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/lock"
)

// This file replaces files of a directory so that an interruption at any point leaves nothing mixed unseen:
//
//  1. all new files are written into a folder within the directory: a full disk is met here, and nothing has changed;
//  2. the guard is put into the package: a Go file that does not compile, with the list of what is to be done;
//  3. the files are renamed into their places, stale ones removed;
//  4. the guard is removed.
//
// Up to 2 the package is the old one, from 4 on the new one. In between it does not compile and says why, and [Recover], with which
// the next run begins, does the rest. Exchanging whole directories would leave no in-between, but would move the files of others
// and pull the ground from under shells and editors that are in the directory.

// stageName is the folder of new files within the output directory; the go command passes over names that begin with a dot.
const stageName = ".intunegen.new"

// A disk is where files are changed.
type disk interface {
	MkdirAll(dir string) error
	WriteFile(file string, data []byte) error
	Rename(from, to string) error
	Remove(file string) error
	RemoveAll(dir string) error
}

type realDisk struct{}

func (realDisk) MkdirAll(dir string) error                { return os.MkdirAll(dir, 0o755) }
func (realDisk) WriteFile(file string, data []byte) error { return os.WriteFile(file, data, 0o644) }
func (realDisk) Rename(from, to string) error             { return os.Rename(from, to) }
func (realDisk) Remove(file string) error                 { return os.Remove(file) }
func (realDisk) RemoveAll(dir string) error               { return os.RemoveAll(dir) }

// Apply carries the plan out, with further files that belong to the package: all of it, or nothing.
func (p *Plan) Apply(also ...emit.File) error { return p.apply(realDisk{}, also) }

func (p *Plan) apply(d disk, also []emit.File) error {
	files := append(p.Write[:len(p.Write):len(p.Write)], also...)
	if len(files) == 0 && len(p.Remove) == 0 {
		return nil
	}
	r := replacement{d, p.dir}
	j := p.journal(files)
	if err := r.stage(files, j.guard(p.pkg)); err != nil {
		return fmt.Errorf("%s: cannot write; nothing was changed: %w", p.dir, errors.Join(err, d.RemoveAll(r.staged(""))))
	}
	if err := r.finish(j); err != nil {
		return fmt.Errorf("%s: broke off; run intunegen generate again, which does the rest: %w", p.dir, err)
	}
	return nil
}

// journal lists the steps from what is there to the plan. The guard of an earlier run is replaced, and goes at last.
func (p *Plan) journal(files []emit.File) journal {
	var j journal
	for _, f := range files {
		j = append(j, step{f.Name, p.found(f.Name), lock.Hash(f.Data)})
	}
	for _, name := range p.Remove {
		if name != GuardName {
			j = append(j, step{name, p.found(name), absent})
		}
	}
	return j
}

// found returns the hash of a file that was found when the plan was made; of what it did not look at, as it is now.
func (p *Plan) found(name string) string {
	if data, ok := p.present[name]; ok {
		return lock.Hash(data)
	}
	if strings.HasSuffix(name, ".go") {
		return absent
	}
	return hashOf(filepath.Join(p.dir, name))
}

// A replacement replaces the files of a directory.
type replacement struct {
	disk
	dir string
}

func (r replacement) placed(name string) string { return filepath.Join(r.dir, name) }
func (r replacement) staged(name string) string { return filepath.Join(r.dir, stageName, name) }

// stage writes all new files beside their places, and at last puts the guard up.
func (r replacement) stage(files []emit.File, guard []byte) error {
	if err := r.RemoveAll(r.staged("")); err != nil { // of a run that was interrupted before anything changed
		return err
	}
	if err := r.MkdirAll(r.staged("")); err != nil {
		return err
	}
	for _, f := range append(files[:len(files):len(files)], emit.File{Name: GuardName, Data: guard}) {
		if err := r.WriteFile(r.staged(f.Name), f.Data); err != nil {
			return err
		}
	}
	return r.Rename(r.staged(GuardName), r.placed(GuardName))
}

// finish does what the journal says and has not been done, and takes the guard away.
func (r replacement) finish(j journal) error {
	for _, s := range j {
		var err error
		if s.new == absent {
			err = r.Remove(r.placed(s.name))
		} else {
			err = r.Rename(r.staged(s.name), r.placed(s.name))
		}
		if err != nil && hashOf(r.placed(s.name)) != s.new { // else an earlier run has done it
			return err
		}
	}
	if err := r.RemoveAll(r.staged("")); err != nil {
		return err
	}
	return r.Remove(r.placed(GuardName))
}
