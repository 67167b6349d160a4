// Package lock reads and writes intunegen.lock: what a package was generated from, what its files were, and every Go name with its
// origin, so that names never move.
package lock

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
)

// Name is the lock's file in the directory of a generated package.
const Name = "intunegen.lock"

// A Lock is the content of a lock file.
type Lock struct {
	Generator string // version of the program
	Input     string // hash of the description
	Source    string // what the description is
	Options   string // hash of what was wanted of it, and of its corrections
	Names     names.Table
	Parts     retain.Parts      // what a later run may have to keep; nil unless that is asked for
	Files     map[string]string // name to hash
}

// The first line of a lock, and what it was before locks had a last line.
const (
	first   = "intunegen lock 2"
	earlier = "intunegen lock 1"
)

// last is the last line: without it a lock is not whole.
const last = "end"

// Hash returns the hash of data, as it is written in a lock.
func Hash(data ...[]byte) string {
	h := sha256.New()
	for _, d := range data {
		fmt.Fprintf(h, "%d:", len(d))
		h.Write(d)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Text returns the lock as text, one fact a line, so that changes can be reviewed.
func (l *Lock) Text() []byte {
	var b bytes.Buffer
	write(&b, first, "\ngenerator ", l.Generator, "\ninput ", l.Input, " ", l.Source, "\noptions ", l.Options, "\n")
	for _, scope := range slices.Sorted(maps.Keys(l.Names)) {
		if len(l.Names[scope]) > 0 {
			writeScope(&b, scope, l.Names[scope])
		}
	}
	for _, owner := range slices.Sorted(maps.Keys(l.Parts)) {
		write(&b, "parts ", owner)
		for _, name := range slices.Sorted(maps.Keys(l.Parts[owner])) {
			write(&b, " ", name, "=", l.Parts[owner][name].String())
		}
		write(&b, "\n")
	}
	for _, file := range slices.Sorted(maps.Keys(l.Files)) {
		write(&b, "file ", l.Files[file], " ", file, "\n")
	}
	write(&b, last, "\n")
	return b.Bytes()
}

// writeScope writes the names of a scope: those of the package a line each, others together. A name that the rule gives is not repeated.
func writeScope(b *bytes.Buffer, scope string, items names.Names) {
	if scope == names.Top {
		for _, n := range items {
			write(b, "name ", n.Key, "=", n.Go, "\n")
		}
		return
	}
	write(b, "names ", scope)
	for _, n := range items {
		write(b, " ", n.Key)
		if n.Go != names.Exported(n.Key) {
			write(b, "=", n.Go)
		}
	}
	write(b, "\n")
}

// write appends texts.
func write(b *bytes.Buffer, texts ...string) {
	for _, text := range texts {
		b.WriteString(text)
	}
}

// SameNames reports whether two locks hold the same names and parts.
func (l *Lock) SameNames(other *Lock) bool {
	a, b := &Lock{Names: l.Names, Parts: l.Parts}, &Lock{Names: other.Names, Parts: other.Parts}
	return bytes.Equal(a.Text(), b.Text())
}

// Same reports whether two locks say the same but for the generator.
func (l *Lock) Same(other *Lock) bool {
	a, b := *l, *other
	a.Generator, b.Generator = "", ""
	return bytes.Equal(a.Text(), b.Text())
}

// Changes says why output made under l is no longer that of now.
func (l *Lock) Changes(now *Lock) []string {
	var why []string
	for _, c := range []struct{ what, old, new string }{
		{"the description", l.Input, now.Input}, {"what is wanted of it, or a correction of it,", l.Options, now.Options}, {"the generator", l.Generator, now.Generator},
	} {
		if c.old != c.new {
			why = append(why, c.what+" changed")
		}
	}
	return why
}
