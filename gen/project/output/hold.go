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

// This file lets only one run at a time change a directory. The run locks the file "running" in the
// folder of new files. The operating system ends the lock with the process, so the file of a killed
// run does no harm. The file "holder" beside it names the process that has the lock. It is a
// separate file because on Windows other processes cannot read a locked one.

const (
	runningName = "running"
	holderName  = "holder"
)

// Hold makes this run the only one that changes the directory, until [Folder.Close]. It creates
// missing parents of the directory. While another run holds the directory, Hold returns an error
// that names the process.
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
	case !locked || !f.isCurrent(held): // the holder may have just ended and removed the file
		return fmt.Errorf("%s: %s changes the directory; run again when that has ended, or name another with --out", f.dir, f.holder())
	}
	f.held = held
	text := fmt.Sprintf("process %d since %s\n", os.Getpid(), time.Now().UTC().Format(time.RFC3339))
	return f.unchanged(f.root.WriteFile(f.inWork(holderName), []byte(text), 0o644))
}

// ours refuses a folder or file that Hold cannot have made.
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

// isCurrent reports whether the locked file is still the one that other runs will try to lock.
func (f *Folder) isCurrent(held *flock.Flock) bool {
	locked, err := held.Stat()
	if err != nil {
		return false
	}
	there, err := f.root.Lstat(f.inWork(runningName))
	return err == nil && os.SameFile(locked, there)
}

// holder names the process that has the lock.
func (f *Folder) holder() string {
	text, err := files.ReadIn(f.root, f.root.Name(), f.inWork(holderName), 1<<10)
	if line := strings.TrimSpace(string(text)); err == nil && strings.HasPrefix(line, "process ") {
		return line
	}
	return "another run"
}

// release ends the lock and removes the folder of new files, unless the next run needs them to
// complete this one. It removes the locked file before it unlocks it, because afterwards another
// run could have locked it. On Windows, where a file in use cannot be removed, it unlocks first.
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
		_ = f.root.Remove(name) // if this fails, the next run uses them
	}
	return errors.Join(append(errs, f.held.Unlock())...)
}

// unchanged returns an error that says that nothing was changed, nil for nil.
func (f *Folder) unchanged(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: cannot write; nothing was changed: %w", f.dir, err)
}
