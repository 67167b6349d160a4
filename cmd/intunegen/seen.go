package main

import (
	"bytes"
	"debug/elf"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/internal/parallel"
)

// This file remembers, in the user's cache and not in the package, what a run has found or made: that this program makes that lock of
// that input, and sizes and times of the files. So the next run need not read thousands of files, and a build without version, of which
// a lock says nothing that lasts, need not generate again. --check trusts none of it but reads every file.

// A memory is what was remembered of an output directory.
type memory struct {
	file string // "" when there is no cache
	text []byte
}

// recall reads what was remembered of an output directory. Without a cache nothing was.
func recall(out string) memory {
	cache, err := os.UserCacheDir()
	if err != nil {
		return memory{}
	}
	dir, err := filepath.Abs(out)
	if err != nil {
		return memory{}
	}
	m := memory{file: filepath.Join(cache, "intunegen", lock.Hash([]byte(dir))[:32])}
	m.text, _ = os.ReadFile(m.file) // what cannot be read is not remembered
	return m
}

// key names what a package is made of and by; "" when that is not known.
func key(now *lock.Lock) string {
	if now.Generator == "" || now.Input == "" {
		return ""
	}
	return lock.Hash([]byte(now.Generator), []byte(now.Input), []byte(now.Options))
}

// made tells whether the files whose states are remembered were found to be what the program makes now.
func (m memory) made(now *lock.Lock) bool {
	k := key(now)
	return k != "" && bytes.HasPrefix(m.text, []byte(k+" "))
}

// knows tells whether the lock was found to be what the program makes now.
func (m memory) knows(now *lock.Lock, locked []byte) bool {
	return m.made(now) && bytes.HasPrefix(m.text, []byte(head(now, locked)))
}

// head is the first line of what is remembered of a package.
func head(now *lock.Lock, locked []byte) string { return key(now) + " " + lock.Hash(locked) + "\n" }

// untouched tells whether all files, the lock among them, are as they were then, by size and time.
func (m memory) untouched(out string) bool {
	_, list, _ := strings.Cut(string(m.text), "\n")
	return every(slices.Collect(strings.Lines(list)), func(line string) bool {
		name, state, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		return stateOf(filepath.Join(out, name)) == state
	})
}

// stateOf returns size and time of a file, "" when it is not there.
func stateOf(file string) string {
	info, err := os.Stat(file)
	if err != nil {
		return ""
	}
	return strconv.FormatInt(info.Size(), 10) + " " + strconv.FormatInt(info.ModTime().UnixNano(), 10)
}

// keep remembers the lock that was made, and the states of it and of the files. Where that is not possible the next run takes longer.
func (m memory) keep(out string, now *lock.Lock, locked []byte, files map[string]string) {
	if m.file == "" || key(now) == "" || locked == nil {
		return
	}
	names := append(slices.Sorted(maps.Keys(files)), lock.Name)
	text := []byte(head(now, locked) + strings.Join(states(out, names), ""))
	if bytes.Equal(m.text, text) || os.MkdirAll(filepath.Dir(m.file), 0o755) != nil {
		return
	}
	if os.WriteFile(m.file+".new", text, 0o644) == nil {
		_ = os.Rename(m.file+".new", m.file)
	}
}

// states returns a line for each file of a directory.
func states(dir string, files []string) []string {
	lines := make([]string, len(files))
	parallel.Each(len(files), fileReaders, func(i int) {
		lines[i] = files[i] + " " + stateOf(filepath.Join(dir, files[i])) + "\n"
	})
	return lines
}

// generatorID names the generator: its version, or for a build without one what the linker or the hash of the program says it is.
func generatorID() string {
	if v := version(); isRelease(v) {
		return v
	}
	file, err := os.Executable()
	if err != nil {
		return ""
	}
	if id := buildID(file); id != "" {
		return id
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	return lock.Hash(data)
}

// buildID returns the hash of what a program was built of, "" where the system's format keeps it elsewhere: reading it is faster than
// reading the program.
func buildID(file string) string {
	program, err := elf.Open(file)
	if err != nil {
		return ""
	}
	defer program.Close()
	section := program.Section(".note.go.buildid")
	if section == nil {
		return ""
	}
	note, err := section.Data()
	if err != nil || len(note) <= elfNoteHead {
		return ""
	}
	return lock.Hash(note[elfNoteHead:])
}

// elfNoteHead is the length of a note's head: three sizes and the name "Go".
const elfNoteHead = 16
