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

// This file replaces files of a directory so that an interruption at any point leaves nothing mixed unseen:
//
//  1. all new files are written into a folder within the directory, while others are generated: a full disk is met here, and nothing has changed;
//  2. the guard is put into the package: a Go file that does not compile, with the list of what is to be done;
//  3. the files are renamed into their places, stale ones removed;
//  4. the guard is removed.
//
// Up to 2 the package is the old one, from 4 on the new one. In between it does not compile and says why, and [Folder.Recover], with
// which the next run starts, does the rest. Exchanging whole directories would leave no in-between, but would move the files of others
// and pull the ground from under shells and editors that are in the directory.
//
// Where there is no directory yet there is nothing to mix: the folder of new files is beside it, and what is in there becomes the
// directory by one renaming.

// workName is the folder of new files within the output directory, or ends the name of that beside it; the go command passes over names
// that start with a dot.
const workName = ".intunegen.new"

// stageName is where the new files are in there.
const stageName = "files"

// A disk is where files are changed. Names are relative to its root.
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

// Finish puts what was staged into its place, with further files that belong to the package: all of it, or nothing.
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
	j = slices.DeleteFunc(j, func(s step) bool { return s.name == GuardName }) // the guard of an earlier run is replaced, and goes at last
	if err := u.guard(j); err != nil {
		return errors.Join(err, u.Abandon())
	}
	if err := u.finish(j); err != nil {
		return fmt.Errorf("%s: broke off; run intunegen generate again, which does the rest: %w", u.dir, err)
	}
	return nil
}

// stage writes a file beside its place, if its step changes anything.
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

// guard puts the guard up, once all new files are written beside their places.
func (u *Update) guard(j journal) error {
	if err := u.stage(step{name: GuardName, new: "guard"}, emit.File{Name: GuardName, Data: j.guard(u.pkg)}); err != nil {
		return err
	}
	return u.unchanged(u.disk.Rename(u.staged(GuardName), GuardName))
}

// appear makes the folder of new files the directory. If one has come into being meanwhile, that is an error.
func (u *Update) appear() error {
	if err := u.unchanged(u.disk.Rename(u.stageDir(), filepath.Base(u.dir))); err != nil {
		return errors.Join(err, u.Abandon())
	}
	return nil
}

// Abandon removes what was staged. The package stays as it is, and where there was no directory there is none.
func (u *Update) Abandon() error { return u.disk.RemoveAll(u.stageDir()) }

// emptyStage makes an empty folder for new files. An older one is of a run that was interrupted before anything changed.
func (f *Folder) emptyStage() error {
	if err := f.disk.RemoveAll(f.stageDir()); err != nil {
		return err
	}
	return f.disk.MkdirAll(f.stageDir())
}

// finish does what the journal says and has not been done, and takes the guard away.
func (f *Folder) finish(j journal) error {
	for _, s := range j {
		var err error
		if s.new == absent {
			err = f.disk.Remove(s.name)
		} else {
			err = f.disk.Rename(f.staged(s.name), s.name)
		}
		if err != nil && f.hashOf(s.name) != s.new { // else an earlier run has done it
			return err
		}
	}
	if err := f.disk.RemoveAll(f.stageDir()); err != nil {
		return err
	}
	return f.disk.Remove(GuardName)
}
