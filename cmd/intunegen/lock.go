package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen/project/cache"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/output"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
)

// identity returns the lock of a run, so far as it is known before anything is parsed.
func (r *generateRun) identity() (*lock.Lock, error) {
	r.in.buffered = map[string][]byte{}
	input, err := r.in.fingerprint()
	if err != nil {
		return nil, err
	}
	corrections, err := r.in.hash(r.in.overlays)
	if err != nil {
		return nil, err
	}
	options := fmt.Sprintf("%q %q %q %q %q %t %t %s", r.pkg, r.types, r.operations, r.workloads, r.in.clouds, r.in.noFacts, r.keep, corrections)
	return &lock.Lock{Generator: r.version, Input: input, Options: lock.Hash([]byte(options))}, nil
}

// readLock reads the lock that the output directory has.
func (r *generateRun) readLock(folder *output.Folder) (*lock.Existing, error) {
	data, err := folder.Read(lock.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return &lock.Existing{}, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := lock.Read(filepath.Join(r.out, lock.Name), data)
	if err != nil {
		return nil, err
	}
	return &lock.Existing{Lock: *l, Text: data}, nil
}

// current reports whether there is nothing to do, so far as that is known without parsing anything.
func (r *generateRun) current(folder *output.Folder, now *lock.Lock) (bool, error) {
	whole, known := !folder.Interrupted(), cache.Load(r.out) // an interrupted run that could not be completed is generated anew
	if whole && !r.check && known.Matches(now) && known.FilesUnchanged(r.out) {
		return true, nil
	}
	old, err := r.readLock(folder)
	if err != nil || !whole || !old.Matches(now) || !unchanged(folder, old.Files) {
		return false, err
	}
	known.Save(r.out, now, old.Files)
	return true, nil
}

// oldLock reads the lock that the run goes out from: unless it is a check, that of a directory that
// no other run changes.
func (r *generateRun) oldLock(folder *output.Folder) (*lock.Existing, error) {
	if !r.check && folder.Exists() {
		if err := folder.Hold(); err != nil {
			return nil, err
		}
	}
	return r.readLock(folder)
}

// fingerprint returns the hash of everything that a description is read from; "" for standard
// input, which can be read only once.
func (in input) fingerprint() (string, error) {
	if slices.Contains(append([]string{in.metadata, in.openapi}, in.overlays...), "-") {
		return "", nil
	}
	files, err := in.hash([]string{in.metadata, in.openapi})
	if err != nil {
		return "", err
	}
	embedded, err := beta.Hash()
	return lock.Hash([]byte(files), []byte(embedded)), err
}

// hash returns the hash of what files hold; "" and "-" name no file.
func (in input) hash(files []string) (string, error) {
	var parts [][]byte
	for _, file := range files {
		if file == "" || file == "-" {
			parts = append(parts, nil)
			continue
		}
		data, err := in.contents(file)
		var tooLarge *spec.Error
		switch {
		case errors.As(err, &tooLarge):
			return "", err
		case err != nil:
			return "", fmt.Errorf("%s: cannot read the file; name one that exists and can be read: %w", file, err)
		}
		parts = append(parts, data)
	}
	return lock.Hash(parts...), nil
}

// contents returns what a file holds; of a folder, the hashes of the files of a description.
func (in input) contents(file string) ([]byte, error) {
	if info, err := os.Stat(file); err != nil || !info.IsDir() {
		return in.readOnce(file)
	}
	names, err := filepath.Glob(filepath.Join(file, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, name := range names {
		data, err := spec.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = fmt.Appendf(all, "%s %s\n", name, lock.Hash(data))
	}
	return all, nil
}

// unchanged reports whether the files of a directory have the given hashes.
func unchanged(folder *output.Folder, files map[string]string) bool {
	group, stop := errgroup.WithContext(context.Background())
	group.SetLimit(fileReaders)
	for name, hash := range files {
		if stop.Err() != nil {
			break
		}
		group.Go(func() error {
			if !folder.Holds(name, hash) {
				return errChanged
			}
			return nil
		})
	}
	return group.Wait() == nil
}

// errChanged ends looking at files at the first that changed.
var errChanged = errors.New("changed")

// fileReaders is how many files are read at a time: more than there are cores, because the program
// waits for the disk.
const fileReaders = 4
