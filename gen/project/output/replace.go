package output

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// This file replaces the files of a directory. If it is interrupted, no package with old and new
// files compiles. It takes these steps:
//
//  1. Write all new files into a folder within the directory, while others are generated. A full
//     disk fails here, where nothing has changed.
//  2. Put the guard into the package: a Go file that does not compile, with the journal in it.
//  3. Rename the new files into place, and remove stale ones.
//  4. Remove the guard.
//
// Before step 2 the package is the old one, after step 4 the new one. In between it does not
// compile and says why. The next run starts with [Folder.Recover], which does the rest. Exchanging
// whole directories would be one step, but would also move the user's files, and leave shells and
// editors in a directory that is gone.
//
// If the directory does not exist yet, the folder of new files is beside it and becomes the
// directory by one rename.

// workName is the name of the folder of new files within the output directory, or the end of its
// name beside it. The go command ignores names that start with a dot.
const workName = ".intunegen.new"

// stageName is the folder in it that has the new files.
const stageName = "files"

// A disk changes files. Names are relative to its root. Tests replace it by one that fails.
type disk interface {
	MkdirAll(dir string) error
	WriteFile(file string, data []byte) error
	Rename(from, to string) error
	Remove(file string) error
	RemoveAll(dir string) error
}

type rootDisk struct{ *os.Root }

func (d rootDisk) MkdirAll(dir string) error { return d.Root.MkdirAll(dir, 0o755) }
func (d rootDisk) WriteFile(file string, data []byte) error {
	return d.Root.WriteFile(file, data, 0o644)
}

// work returns the folder of new files.
func (f *Folder) work() string {
	if f.fresh {
		return "." + filepath.Base(f.dir) + workName
	}
	return workName
}

func (f *Folder) inWork(name string) string { return path.Join(f.work(), name) }
func (f *Folder) stageDir() string          { return f.inWork(stageName) }
func (f *Folder) staged(name string) string { return path.Join(f.stageDir(), name) }

// Finish puts the staged files into place, with further files that belong to the package: all of
// them or none.
func (u *Update) Finish(also ...emit.File) error {
	j := u.todo()
	for _, f := range also {
		s := step{f.Name, u.hashOf(f.Name), lock.Hash(f.Data)}
		if err := u.stage(s, f); err != nil {
			return errors.Join(err, u.Abandon())
		}
		j = append(j, s)
	}
	if len(j) == 0 {
		return nil
	}
	if u.fresh {
		return u.appear()
	}
	j = slices.DeleteFunc(j, func(s step) bool { return s.name == GuardName }) // the guard of an earlier run is replaced, and removed last
	if err := u.guard(j); err != nil {
		return errors.Join(err, u.Abandon())
	}
	if err := u.finish(j); err != nil {
		return fmt.Errorf("%s: broke off; run intunegen generate again, which does the rest: %w", u.dir, err)
	}
	return nil
}

// stage writes a file into the folder of new files, if its step changes anything.
func (u *Update) stage(s step, f emit.File) error {
	if !s.changes() || u.dry {
		return nil
	}
	u.room.Do(func() { u.roomErr = u.emptyStage() })
	err := u.roomErr
	if err == nil {
		err = u.disk.WriteFile(u.staged(f.Name), f.Data)
	}
	return u.unchanged(err)
}

// guard puts the guard into the package, after all new files are staged.
func (u *Update) guard(j journal) error {
	if err := u.stage(step{name: GuardName, new: "guard"}, emit.File{Name: GuardName, Data: j.guard(u.pkg)}); err != nil {
		return err
	}
	return u.unchanged(u.disk.Rename(u.staged(GuardName), GuardName))
}

// appear renames the folder of new files to the directory. If that exists by now, it returns an
// error.
func (u *Update) appear() error {
	if err := u.unchanged(u.disk.Rename(u.stageDir(), filepath.Base(u.dir))); err != nil {
		return errors.Join(err, u.Abandon())
	}
	return nil
}

// Abandon removes the staged files. The package has not changed, and no directory was created.
func (u *Update) Abandon() error { return u.disk.RemoveAll(u.stageDir()) }

// emptyStage creates an empty folder for new files. If there is one, an earlier run was interrupted
// before it changed anything.
func (f *Folder) emptyStage() error {
	if err := f.disk.RemoveAll(f.stageDir()); err != nil {
		return err
	}
	return f.disk.MkdirAll(f.stageDir())
}

// finish does the steps of the journal that have not been done, and removes the guard.
func (f *Folder) finish(j journal) error {
	for _, s := range j {
		var err error
		if s.new == absent {
			err = f.disk.Remove(s.name)
		} else {
			err = f.disk.Rename(f.staged(s.name), s.name)
		}
		if err != nil && f.hashOf(s.name) != s.new { // otherwise an earlier run has done the step
			return err
		}
	}
	if err := f.disk.RemoveAll(f.stageDir()); err != nil {
		return err
	}
	return f.disk.Remove(GuardName)
}
