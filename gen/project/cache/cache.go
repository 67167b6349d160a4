// Package cache keeps, in the user's cache and not in the package, what the last run found or made:
// the key of the lock, and size and time of each file. So the next run need not read thousands of
// files to find them unchanged. A build of intunegen without a version has no cache, and --check
// trusts none of it but reads every file.
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

// A Cache is what is known of an output directory.
type Cache struct {
	file string // "" when there is no cache
	text []byte // the key, and a line for each file
}

// limit bounds the file. A line is about 60 bytes, and all of Intune has 2,000 files.
const limit = 16 << 20

// Load reads what is known of an output directory. Where there is no cache, or it cannot be read,
// nothing is known.
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

// key returns what a package is made of and by, "" when that is not known.
func key(now *lock.Lock) string {
	if !now.IsReproducible() {
		return ""
	}
	return lock.Hash([]byte(now.Generator), []byte(now.Input), []byte(now.Options))
}

// Matches reports whether the last run found or made what this program makes now.
func (c Cache) Matches(now *lock.Lock) bool {
	k := key(now)
	return k != "" && bytes.HasPrefix(c.text, []byte(k+"\n"))
}

// FilesUnchanged reports whether all files, the lock among them, have the size and time that they
// had then.
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

// stateOf returns size and time of a regular file, "" when there is none.
func stateOf(file string) string {
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// Save keeps the key of the lock that was found or made, and the states of it and of the files.
// Where that is not possible the next run takes longer.
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
