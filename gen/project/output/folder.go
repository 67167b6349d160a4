package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"
	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/spec/files"
)

// A Folder is an output directory, which need not exist yet. All access goes through an [os.Root],
// so that no name in a lock or a journal leads out of it.
type Folder struct {
	dir   string   // as the user wrote it
	root  *os.Root // the directory or, while it does not exist, its parent; nil until the parent is needed
	fresh bool     // the directory does not exist yet
	disk  disk     // changes files below root
	held  *flock.Flock
}

// Open opens an output directory. It refuses the root of a file system and the user's home
// directory, and a lock or journal that is not a regular file.
func Open(dir string) (*Folder, error) {
	dir = filepath.Clean(dir)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Folder{dir: dir, fresh: true}, nil
	case errors.Is(err, syscall.ENOTDIR), err == nil && !info.IsDir():
		return nil, fmt.Errorf("%s: is not a directory, or below a file; name another with --out", dir)
	case err != nil:
		return nil, fmt.Errorf("%s: cannot read the output directory; name one that can be read and written: %w", dir, err)
	}
	if err := refuse(dir, info); err != nil {
		return nil, err
	}
	f := &Folder{dir: dir}
	if err := f.enter(dir); err != nil {
		return nil, err
	}
	for _, name := range []string{GuardName, lock.Name} {
		if info, err := f.root.Lstat(name); err == nil && !info.Mode().IsRegular() {
			return nil, errors.Join(files.Regular(info, filepath.Join(dir, name)), f.Close())
		}
	}
	return f, nil
}

// refuse refuses the root of the file system and the home directory.
func refuse(dir string, info fs.FileInfo) error {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	if top, err := os.Stat(filepath.VolumeName(absolute) + string(filepath.Separator)); err == nil && os.SameFile(top, info) {
		return fmt.Errorf("%s: is the root of the file system; name a directory for the package alone with --out", dir)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return nil // there is no home directory
	}
	if own, err := os.Stat(home); err == nil && os.SameFile(own, info) {
		return fmt.Errorf("%s: is the home directory; name a directory for the package alone with --out", dir)
	}
	return nil
}

// enter opens dir, to which all names are relative from then on.
func (f *Folder) enter(dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("%s: cannot open the directory; name one that can be read and written: %w", dir, err)
	}
	f.root, f.disk = root, rootDisk{root}
	return nil
}

// Close lets other runs use the directory, and removes temporary files.
func (f *Folder) Close() error {
	if f.root == nil {
		return nil
	}
	return errors.Join(f.release(), f.root.Close())
}

// Exists reports whether the directory existed when the folder was opened.
func (f *Folder) Exists() bool { return !f.fresh }

// maxFile is the largest file of a package in bytes. The largest known, the table of operations of
// all of Intune, has 2 MB.
const maxFile = 64 << 20

// Read returns the content of a regular file of the directory. If it does not exist, the error is
// [fs.ErrNotExist].
func (f *Folder) Read(name string) ([]byte, error) {
	if f.fresh {
		return nil, fs.ErrNotExist
	}
	return files.ReadIn(f.root, f.dir, name, maxFile)
}

// hashOf returns the hash of a file, [absent] for a missing file, "" if it cannot be read.
func (f *Folder) hashOf(name string) string {
	data, err := f.Read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent
	case err != nil:
		return ""
	}
	return lock.Hash(data)
}

// HoldsAll reports whether files of the directory have the given hashes, by name.
func (f *Folder) HoldsAll(hashes map[string]string) bool {
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(fileReaders)
	for name, hash := range hashes {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			if f.hashOf(name) != hash {
				return errChanged
			}
			return nil
		})
	}
	return group.Wait() == nil
}

// errChanged stops [Folder.HoldsAll] at the first file that has another hash.
var errChanged = errors.New("changed")

// fileReaders is the number of files that are read at a time. It is more than most machines have
// cores, because reading waits for the disk.
const fileReaders = 4

// ReadLock reads the lock of the directory.
func (f *Folder) ReadLock() (*lock.Existing, error) {
	data, err := f.Read(lock.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return &lock.Existing{}, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := lock.Read(filepath.Join(f.dir, lock.Name), data)
	if err != nil {
		return nil, err
	}
	return &lock.Existing{Lock: *l, Text: data}, nil
}
