package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"github.com/intunegen/intunegen/spec/files"
)

// This file lets one run at a time change a directory. The run locks the file "running" in the folder of new files; the operating
// system ends the lock with the process, so a file that a killed run left behind does not matter. The file "holder" beside it says
// who holds the lock: it is a file of its own because Windows lets nobody read the locked one.

const (
	runningName = "running"
	holderName  = "holder"
)

// Hold makes this run the only one that changes the directory, until [Folder.Close]. It makes the directories above one that does not
// exist yet. While another run holds the directory, Hold returns an error that says which.
func (f *Folder) Hold() error {
	if f.held != nil {
		return nil
	}
	if f.root == nil {
		parent := filepath.Dir(f.dir)
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return f.unchanged(err)
		}
		if err := f.enter(parent); err != nil {
			return err
		}
	}
	if err := f.root.Mkdir(f.work(), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return f.unchanged(err)
	}
	return f.lock()
}

// lock takes the lock of the operating system.
func (f *Folder) lock() error {
	if err := f.ours(); err != nil {
		return err
	}
	held := flock.New(filepath.Join(f.root.Name(), f.work(), runningName))
	locked, err := held.TryLock()
	switch {
	case errors.Is(err, errors.ErrUnsupported): // a file system without locks
	case err != nil:
		return f.unchanged(err)
	case !locked || !f.isCurrent(held): // or its holder has just ended and removed it
		return fmt.Errorf("%s: %s changes the directory; run again when that has ended, or name another with --out", f.dir, f.holder())
	}
	f.held = held
	text := fmt.Sprintf("process %d since %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	return f.unchanged(f.root.WriteFile(f.inWork(holderName), []byte(text), 0o644))
}

// ours refuses to lock what is not a folder and a file as Hold makes them.
func (f *Folder) ours() error {
	shown := filepath.Join(f.root.Name(), f.work())
	if info, err := f.root.Lstat(f.work()); err == nil && !info.IsDir() {
		return fmt.Errorf("%s: is not a directory but has the name of one that is needed; move it away", shown)
	}
	for _, name := range []string{runningName, holderName} {
		if info, err := f.root.Lstat(f.inWork(name)); err == nil && !info.Mode().IsRegular() {
			return files.Regular(info, filepath.Join(shown, name))
		}
	}
	return nil
}

// isCurrent reports whether the file that was locked is the one that others will try to lock.
func (f *Folder) isCurrent(held *flock.Flock) bool {
	locked, err := held.Stat()
	if err != nil {
		return false
	}
	there, err := f.root.Lstat(f.inWork(runningName))
	return err == nil && os.SameFile(locked, there)
}

// holder says who holds the lock.
func (f *Folder) holder() string {
	text, err := files.ReadIn(f.root, f.root.Name(), f.inWork(holderName), 1<<10)
	if line := strings.TrimSpace(string(text)); err == nil && strings.HasPrefix(line, "process ") {
		return line
	}
	return "another run"
}

// release ends the lock and removes the folder of new files, unless the next run needs what is in there. Elsewhere than on Windows,
// where a file in use cannot be removed, it removes the locked file first: afterwards that could be one that another run has locked.
func (f *Folder) release() error {
	if f.held == nil {
		return nil
	}
	var errs []error
	if !f.Interrupted() {
		errs = append(errs, f.root.RemoveAll(f.stageDir()))
	}
	if runtime.GOOS == "windows" {
		errs = append(errs, f.held.Unlock())
	}
	for _, name := range []string{f.inWork(holderName), f.inWork(runningName), f.work()} {
		_ = f.root.Remove(name) // a next run uses them as they are
	}
	return errors.Join(append(errs, f.held.Unlock())...)
}

// unchanged says of an error that nothing has changed yet.
func (f *Folder) unchanged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: cannot write; nothing was changed: %w", f.dir, err)
}
