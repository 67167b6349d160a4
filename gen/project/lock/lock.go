// Package lock reads and writes intunegen.lock: what a package was generated from, what its files were, and every Go name with its
// origin, so that names never move.
package lock

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
)

// Name is the lock's file in the directory of a generated package.
const Name = "intunegen.lock"

// A Lock is the content of a lock file.
type Lock struct {
	Generator string // version of the program, or the hash of one without version
	Input     string // hash of the description
	Source    string // what the description is
	Options   string // hash of what was wanted of it, and of its corrections
	Names     names.Table
	Parts     retain.Parts      // what a later run may have to keep; nil unless that is asked for
	Files     map[string]string // name to hash
}

const first = "intunegen lock 1"

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

// Is tells whether data is a lock.
func Is(data []byte) bool { return bytes.HasPrefix(data, []byte(first+"\n")) }

// Read reads a lock file. The file name is used for positions only.
func Read(file string, data []byte) (*Lock, error) {
	l := &Lock{Names: names.Table{}, Files: map[string]string{}}
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, 16<<20)
	for n := 1; scanner.Scan(); n++ {
		if !l.line(n, scanner.Text()) {
			return nil, spec.Errorf(spec.Position{File: file, Line: n, Column: 1}, "restore the file, or remove it and let every name be given anew",
				"the line is none of a lock file")
		}
	}
	for scope, items := range l.Names {
		l.Names[scope] = names.Sorted(items)
	}
	return l, scanner.Err()
}

// line takes one line, and tells whether it can be read.
func (l *Lock) line(n int, text string) bool {
	kind, rest, _ := strings.Cut(text, " ")
	value, more, _ := strings.Cut(rest, " ")
	switch {
	case n == 1:
		return text == first
	case kind == "generator":
		l.Generator = rest
	case kind == "input":
		l.Input, l.Source = value, more
	case kind == "options":
		l.Options = rest
	case kind == "file":
		l.Files[more] = value
	case kind == "name":
		key, name, ok := cutLast(rest)
		l.add(names.Top, key, name)
		return ok && token.IsIdentifier(name)
	case kind == "parts":
		return l.parts(value, more)
	case kind == "names":
		for item := range strings.FieldsSeq(more) {
			key, name, ok := cutLast(item)
			if ok && !token.IsIdentifier(name) {
				return false
			}
			if !ok {
				key, name = item, names.Exported(item)
			}
			l.add(value, key, name)
		}
	default:
		return false
	}
	return true
}

// parts takes the properties or members of a type.
func (l *Lock) parts(owner, list string) bool {
	if l.Parts == nil {
		l.Parts = retain.Parts{}
	}
	l.Parts[owner] = map[string]retain.Part{}
	for item := range strings.FieldsSeq(list) {
		name, text, _ := strings.Cut(item, "=")
		part, ok := retain.ParsePart(text)
		if !ok {
			return false
		}
		l.Parts[owner][name] = part
	}
	return true
}

// cutLast cuts behind the last =, because keys may hold one.
func cutLast(text string) (key, name string, ok bool) {
	at := strings.LastIndexByte(text, '=')
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+1:], true
}

func (l *Lock) add(scope, key, name string) {
	l.Names[scope] = append(l.Names[scope], names.Name{Key: key, Go: name})
}

// SameNames tells whether two locks hold the same names and parts.
func (l *Lock) SameNames(other *Lock) bool {
	a, b := &Lock{Names: l.Names, Parts: l.Parts}, &Lock{Names: other.Names, Parts: other.Parts}
	return bytes.Equal(a.Text(), b.Text())
}

// Same tells whether two locks say the same but for the generator.
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
