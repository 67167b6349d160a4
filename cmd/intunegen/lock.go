package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/internal/parallel"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
)

// A locked is the lock that an output directory has, empty when it has none.
type locked struct {
	lock.Lock
	text []byte // nil when there is none
}

// identity returns the lock of a run, so far as it is known before anything is parsed.
func (r *generateRun) identity() (*lock.Lock, error) {
	r.in.held = map[string][]byte{}
	input, err := r.in.fingerprint()
	if err != nil {
		return nil, err
	}
	corrections, err := r.in.hash(r.in.overlays)
	if err != nil {
		return nil, err
	}
	options := fmt.Sprintf("%q %q %q %q %q %t %t %s", r.pkg, r.types, r.operations, r.workloads, r.in.clouds, r.in.noFacts, r.keep, corrections)
	return &lock.Lock{Generator: generatorID(), Input: input, Options: lock.Hash([]byte(options))}, nil
}

// readLock reads the lock that the output directory has.
func (r *generateRun) readLock() (*locked, error) {
	file := filepath.Join(r.out, lock.Name)
	data, err := os.ReadFile(file)
	if errors.Is(err, syscall.ENOTDIR) {
		return nil, noDirectory(r.out)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return &locked{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: cannot read the lock; make it readable: %w", file, err)
	}
	l, err := lock.Read(file, data)
	if err != nil {
		return nil, err
	}
	return &locked{*l, data}, nil
}

func noDirectory(dir string) error {
	return fmt.Errorf("%s: is not a directory, or below a file; name another with --out", dir)
}

// fingerprint is the hash of everything that a description is read from; "" for standard input, which can be read only once.
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

// hash returns the hash of what files hold; "" and "-" stand for none.
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
		return in.hold(file)
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

// isRelease tells whether a version names one state of the program: not a checkout's, however it is called.
func isRelease(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.HasPrefix(version, "v0.0.0-") && !strings.Contains(version, "+dirty")
}

// current tells whether the lock is what the run would make; known tells that it was found to be, by this very program.
func (l *locked) current(now *lock.Lock, known bool) bool {
	if l.text == nil || now.Generator == "" || now.Input == "" {
		return false
	}
	return known || l.Generator == now.Generator && l.Input == now.Input && l.Options == now.Options
}

// unchanged tells whether the files of a directory have the given hashes.
func unchanged(dir string, files map[string]string) bool {
	return every(slices.Collect(maps.Keys(files)), func(name string) bool {
		data, err := os.ReadFile(filepath.Join(dir, name))
		return err == nil && lock.Hash(data) == files[name]
	})
}

// fileReaders is how many files are looked at at a time: more than there are cores, because the disk is waited for.
const fileReaders = 4

// every tells whether all items are as wanted, looking at several at a time.
func every(items []string, wanted func(string) bool) bool {
	return parallel.Do(len(items), fileReaders, func() func(int) bool { return func(i int) bool { return wanted(items[i]) } })
}

// replacement returns the new lock where it says something else. That another build without version made the same is nothing new.
func (l *locked) replacement(now *lock.Lock) []emit.File {
	if l.text != nil && l.Same(now) && (l.Generator == now.Generator || !isRelease(now.Generator)) {
		return nil
	}
	return []emit.File{{Name: lock.Name, Data: now.Text()}}
}
