// Package cache remembers the state of a generated package after the last run: the key of its lock,
// and size and time of each file. With it the next run need not read thousands of files to find
// them unchanged. The cache is in the user's cache directory, not in the package. A build of
// intunegen without a version has no cache, and --check reads every file instead.
package cache

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/spec/files"
)

// A Cache is the remembered state of an output directory.
type Cache struct {
	file string // "" if there is no cache directory
	text []byte // the key, and a line for each file
}

// limit is the largest cache file in bytes. A line has about 60, and all of Intune has 2,000 files.
const limit = 16 << 20

// Load reads the cache of an output directory. It is empty if the file is missing or cannot be
// read.
func Load(out string) Cache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return Cache{}
	}
	absolute, err := filepath.Abs(out)
	if err != nil {
		return Cache{}
	}
	c := Cache{file: filepath.Join(dir, "intunegen", lock.Hash([]byte(absolute))[:32])}
	c.text, _ = files.Read(c.file, limit)
	return c
}

// key returns a hash of the generator, input and options of a lock, "" if these do not determine
// the package.
func key(now *lock.Lock) string {
	if !now.IsReproducible() {
		return ""
	}
	return lock.Hash([]byte(now.Generator), []byte(now.Input), []byte(now.Options))
}

// Matches reports whether the last run had the same generator, input and options as now.
func (c Cache) Matches(now *lock.Lock) bool {
	k := key(now)
	return k != "" && bytes.HasPrefix(c.text, []byte(k+"\n"))
}

// FilesUnchanged reports whether all files, including the lock, have the size and time of then.
func (c Cache) FilesUnchanged(out string) bool {
	_, list, _ := strings.Cut(string(c.text), "\n")
	for line := range strings.Lines(list) {
		name, state, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if stateOf(filepath.Join(out, name)) != state {
			return false
		}
	}
	return true
}

// stateOf returns size and time of a regular file, "" for any other.
func stateOf(file string) string {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// Save writes the key of a lock, and the states of the lock and of files. It ignores errors, which
// only make the next run slower.
func (c Cache) Save(out string, now *lock.Lock, made map[string]string) {
	if c.file == "" || key(now) == "" {
		return
	}
	names := append(slices.Sorted(maps.Keys(made)), lock.Name)
	text := []byte(key(now) + "\n" + strings.Join(states(out, names), ""))
	if bytes.Equal(c.text, text) || os.MkdirAll(filepath.Dir(c.file), 0o755) != nil {
		return
	}
	_ = files.Replace(c.file, text)
}

// states returns a line for each file of a directory.
func states(dir string, names []string) []string {
	lines := make([]string, len(names))
	for i, name := range names {
		lines[i] = name + " " + stateOf(filepath.Join(dir, name)) + "\n"
	}
	return lines
}
