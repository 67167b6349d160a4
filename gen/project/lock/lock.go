// Package lock reads and writes intunegen.lock. A lock says what a package was generated from, and
// holds hashes of its files and every Go name with its origin, so that names never change.
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
	Source    string // name of the description
	Options   string // hash of the selection and the corrections
	Version   string // version of the service, "v1.0"; "" for the embedded description's
	Names     names.Table
	Parts     retain.Parts      // properties and members that a later run may keep; nil without keepRemoved
	Files     map[string]string // hashes by name
}

// The first line of a lock, and of locks from before there was a last line.
const (
	first   = "intunegen lock 2"
	earlier = "intunegen lock 1"
)

// last is the last line. A lock without it is incomplete.
const last = "end"

// Hash returns the SHA-256 of several data, each with its length, as lower-case hexadecimal digits.
func Hash(data ...[]byte) string {
	h := sha256.New()
	for _, d := range data {
		fmt.Fprintf(h, "%d:", len(d))
		h.Write(d)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Text returns the lock as text, with one fact on each line, so that changes can be reviewed.
func (l *Lock) Text() []byte {
	var b bytes.Buffer
	write(&b, first, "\ngenerator ", l.Generator, "\ninput ", l.Input, " ", l.Source, "\noptions ", l.Options, "\n")
	if l.Version != "" {
		write(&b, "version ", l.Version, "\n")
	}
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

// writeScope writes the names of a scope. Names of the package have a line each, others share one,
// where the Go name is omitted if it is the rule's.
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

// write appends texts to b.
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

// Same reports whether two locks differ at most in the generator.
func (l *Lock) Same(other *Lock) bool {
	a, b := *l, *other
	a.Generator, b.Generator = "", ""
	return bytes.Equal(a.Text(), b.Text())
}

// Changes returns the reasons why output with lock l is not output with lock now.
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
