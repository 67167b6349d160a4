package output

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"

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
// Up to 2 the package is the old one, from 4 on the new one. In between it does not compile and says why, and [Recover], with which
// the next run begins, does the rest. Exchanging whole directories would leave no in-between, but would move the files of others
// and pull the ground from under shells and editors that are in the directory.
//
// Where there is no directory yet there is nothing to mix: the folder of new files is made beside it and becomes it, by one renaming.

// stageName is the folder of new files within the output directory, or ends the name of that beside it; the go command passes over names
// that begin with a dot.
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

func (realDisk) MkdirAll(dir string) error    { return os.MkdirAll(dir, 0o755) }
func (realDisk) Rename(from, to string) error { return os.Rename(from, to) }
func (realDisk) Remove(file string) error     { return os.Remove(file) }
func (realDisk) RemoveAll(dir string) error   { return os.RemoveAll(dir) }

// WriteFile is os.WriteFile but for the last flag, which means nothing to a file on disk. Without it package os sets it, tries to have the file
// polled, and clears it: four system calls of eight.
func (realDisk) WriteFile(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|syscall.O_NONBLOCK, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return cmp.Or(err, f.Close())
}

// Finish puts what was staged into its place, with further files that belong to the package: all of it, or nothing.
func (u *Update) Finish(also ...emit.File) error {
	j := u.todo()
	for _, f := range also {
		s := step{f.Name, hashOf(u.placed(f.Name)), lock.Hash(f.Data)}
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
		err = u.WriteFile(u.staged(f.Name), f.Data)
	}
	return u.unchanged(err)
}

// guard puts the guard up, once all new files are written beside their places.
func (u *Update) guard(j journal) error {
	if err := u.stage(step{name: GuardName, new: "guard"}, emit.File{Name: GuardName, Data: j.guard(u.pkg)}); err != nil {
		return err
	}
	return u.unchanged(u.Rename(u.staged(GuardName), u.placed(GuardName)))
}

// appear makes the folder of new files the directory. If one has come into being meanwhile, that is an error.
func (u *Update) appear() error {
	if err := u.unchanged(u.Rename(u.stageDir(), u.dir)); err != nil {
		return errors.Join(err, u.Abandon())
	}
	return nil
}

// Abandon removes what was staged. The package stays as it is, and where there was no directory there is none.
func (u *Update) Abandon() error { return u.RemoveAll(u.stageDir()) }

// unchanged says of an error that nothing has changed yet.
func (u *Update) unchanged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: cannot write; nothing was changed: %w", u.dir, err)
}

// A replacement replaces the files of a directory.
type replacement struct {
	disk
	dir   string
	fresh bool // it is not there yet
}

func (r replacement) placed(name string) string { return filepath.Join(r.dir, name) }
func (r replacement) staged(name string) string { return filepath.Join(r.stageDir(), name) }

func (r replacement) stageDir() string {
	if r.fresh {
		return filepath.Join(filepath.Dir(r.dir), "."+filepath.Base(r.dir)+stageName)
	}
	return filepath.Join(r.dir, stageName)
}

// emptyStage makes an empty folder for new files. An older one is of a run that was interrupted before anything changed.
func (r replacement) emptyStage() error {
	if err := r.RemoveAll(r.stageDir()); err != nil {
		return err
	}
	return r.MkdirAll(r.stageDir())
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
	if err := r.RemoveAll(r.stageDir()); err != nil {
		return err
	}
	return r.Remove(r.placed(GuardName))
}
