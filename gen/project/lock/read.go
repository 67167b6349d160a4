package lock

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
)

// Is reports whether data is a lock.
func Is(data []byte) bool {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return string(line) == first || string(line) == earlier
}

// Read parses a lock. People and merges change locks, so anything that generate could not have
// written is an error with its position. The file name is only for positions.
func Read(file string, data []byte) (*Lock, error) {
	r := &reader{file: file, lock: &Lock{Names: names.Table{}, Files: map[string]string{}}, once: map[string]int{}}
	whole := r.text(data)
	for line := range strings.Lines(whole) {
		r.n++
		r.line(strings.TrimSuffix(line, "\n"))
		if r.n == 1 && len(r.errs) > 0 {
			break // the file is not a lock
		}
	}
	r.isWhole()
	r.checkNames()
	for scope, items := range r.lock.Names {
		r.lock.Names[scope] = names.Sorted(items)
	}
	return r.lock, r.err()
}

// A reader reads one lock.
type reader struct {
	file    string
	n       int // number of the line
	lock    *Lock
	version string
	once    map[string]int // line numbers of things that may be there only once
	entries []entry
	ended   bool
	errs    []*spec.Error
}

const restore = "restore the file, or remove it and let every name be given anew"

func (r *reader) fault(column int, format string, args ...any) {
	r.faultAt(r.n, column, restore, format, args...)
}

func (r *reader) faultAt(line, column int, remedy, format string, args ...any) {
	r.errs = append(r.errs, spec.Errorf(spec.Position{File: r.file, Line: line, Column: column}, remedy, format, args...))
}

func (r *reader) err() error {
	var all spec.Errors
	for _, err := range r.errs {
		all.Add(err)
	}
	return all.Err()
}

// text returns the text of the lock. It refuses characters that no lock has.
func (r *reader) text(data []byte) string {
	for n, line := range bytes.SplitAfter(data, []byte("\n")) {
		switch at := bytes.IndexFunc(bytes.TrimSuffix(line, []byte("\n")), isForeign); {
		case n == 0 && bytes.HasPrefix(line, []byte("\ufeff")):
			r.faultAt(1, 1, "save it without the mark", "the lock starts with a byte order mark")
		case bytes.HasSuffix(line, []byte("\r\n")):
			r.faultAt(n+1, len(line)-1, "save it with LF alone; with git, write \"intunegen.lock -text\" into .gitattributes", "the line ends with CR LF")
		case at >= 0:
			r.faultAt(n+1, at+1, restore, "the line has a control character or is not UTF-8")
		default:
			continue
		}
		return ""
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		r.faultAt(bytes.Count(data, []byte("\n"))+1, 1, restore, "the last line is cut off")
	}
	return string(data)
}

// isForeign reports whether a character is one that no lock has.
func isForeign(c rune) bool {
	return unicode.IsControl(c) || c == utf8.RuneError
}

// line reads one line.
func (r *reader) line(text string) {
	kind, rest, _ := strings.Cut(text, " ")
	value, more, _ := strings.Cut(rest, " ")
	switch {
	case r.n == 1:
		if r.version = text; text != first && text != earlier {
			r.fault(1, "the file is not a lock, which starts with %q", first)
		}
	case r.ended:
		r.fault(1, "the line is behind the end of the lock")
	case kind == "generator":
		r.lock.Generator = rest
		r.only(kind)
	case kind == "input":
		r.lock.Input, r.lock.Source = r.hash(value, len(kind)+2, true), more
		r.only(kind)
	case kind == "options":
		r.lock.Options = r.hash(rest, len(kind)+2, false)
		r.only(kind)
	case kind == "version":
		if r.lock.Version = rest; !slices.Contains(spec.Versions, rest) {
			r.fault(len(kind)+2, "%.80q is not a version of the service", rest)
		}
		r.only(kind)
	case kind == "file":
		r.fileLine(value, more)
	case kind == "name":
		r.item(names.Top, rest, len("name ")+1, true)
	case kind == "parts":
		r.parts(value, more)
	case kind == "names":
		r.scope(value, more)
	case text == last && r.version == first:
		r.ended = true
	default:
		r.fault(1, "a lock has no such line")
	}
}

// only refuses a second line for the same thing, which a merge that keeps both sides leaves.
func (r *reader) only(what string) {
	if n, twice := r.once[what]; twice {
		r.fault(1, "%q is given twice, first on line %d", what, n)
		return
	}
	r.once[what] = r.n
}

// isWhole refuses an incomplete lock.
func (r *reader) isWhole() {
	if len(r.errs) > 0 {
		return
	}
	for _, kind := range []string{"generator", "input", "options"} {
		if r.once[kind] == 0 {
			r.faultAt(max(r.n, 1), 1, restore, "the lock has no %s", kind)
		}
	}
	if len(r.lock.Files) == 0 || !r.ended && r.version == first {
		r.faultAt(max(r.n, 1), 1, restore, "the end of the lock is missing")
	}
}

// VersionOf returns the version of the service in the text of a lock, "" without one. It reads no
// more than the first lines.
func VersionOf(data []byte) string {
	for range 5 {
		var line []byte
		line, data, _ = bytes.Cut(data, []byte("\n"))
		if version, ok := bytes.CutPrefix(line, []byte("version ")); ok && slices.Contains(spec.Versions, string(version)) {
			return string(version)
		}
	}
	return ""
}
