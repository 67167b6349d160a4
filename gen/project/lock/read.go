package lock

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
)

// Is reports whether data is a lock.
func Is(data []byte) bool {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return string(line) == first || string(line) == earlier
}

// Read reads a lock file. Anybody may have changed it, and merges do: what generate could not have written is an error with its place.
// The file name is used for positions only.
func Read(file string, data []byte) (*Lock, error) {
	r := &reader{file: file, lock: &Lock{Names: names.Table{}, Files: map[string]string{}}, once: map[string]int{}}
	whole := r.text(data)
	for line := range strings.Lines(whole) {
		r.n++
		r.line(strings.TrimSuffix(line, "\n"))
		if r.n == 1 && len(r.errs) > 0 {
			break // it is another file
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
	n       int // the line that is read
	lock    *Lock
	version string
	once    map[string]int // the lines that what may be there once was on
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

// text returns the text of the lock, after a check of what no line of one has.
func (r *reader) text(data []byte) string {
	for n, line := range bytes.SplitAfter(data, []byte("\n")) {
		switch at := bytes.IndexFunc(bytes.TrimSuffix(line, []byte("\n")), isForeign); {
		case n == 0 && bytes.HasPrefix(line, []byte("\ufeff")):
			r.faultAt(1, 1, "save it without the mark", "the lock starts with a byte order mark")
		case bytes.HasSuffix(line, []byte("\r\n")):
			r.faultAt(n+1, len(line)-1, "save it with LF alone; with git, write \"intunegen.lock -text\" into .gitattributes", "the line ends with CR LF")
		case at >= 0:
			r.faultAt(n+1, at+1, restore, "the line has a character that no lock has")
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

// isForeign reports whether no lock has a character.
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

// only refuses the second line of one thing, as there are two after a merge that keeps the lines of both sides.
func (r *reader) only(what string) {
	if n, twice := r.once[what]; twice {
		r.fault(1, "%q is given twice, first on line %d", what, n)
		return
	}
	r.once[what] = r.n
}

// isWhole refuses a lock of which a part is missing.
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

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString

// hash returns the hash that is at a column of the line.
func (r *reader) hash(text string, column int, mayBeEmpty bool) string {
	if !isHash(text) && !(mayBeEmpty && text == "") {
		r.fault(column, "%.80q is not a hash", text)
	}
	return text
}

// fileLine reads the hash and the name of a generated file.
func (r *reader) fileLine(hash, name string) {
	const column = len("file ") + 1
	r.hash(hash, column, false)
	if !IsFileName(name) {
		r.fault(column+len(hash)+1, "%.80q is not the name of a generated file", name)
		return
	}
	r.only("file " + name)
	r.lock.Files[name] = hash
}

var isFileName = regexp.MustCompile(`^[\pL\pN][\pL\pN\-]*\.go$`).MatchString

// IsFileName reports whether generate may have given a name to a file. No such name leads out of a directory, or is one that the go
// command passes over or takes for a test or for the file of one system.
func IsFileName(name string) bool { return isFileName(name) || name == emit.APIName }

// scope reads the names of one scope.
func (r *reader) scope(scope, list string) {
	column := len("names ") + 1
	if !names.IsScope(scope) {
		r.fault(column, "%.80q is not what names are within", scope)
		return
	}
	r.only("names " + scope)
	column += len(scope) + 1
	for _, item := range strings.Split(list, " ") {
		if strings.TrimSpace(item) == "" {
			r.fault(column, "a name is missing")
			return
		}
		r.item(scope, item, column, false)
		column += len(item) + 1
	}
}

// parts reads the properties or members of a type.
func (r *reader) parts(owner, list string) {
	column := len("parts ") + 1
	if !names.IsQualified(owner) {
		r.fault(column, "%.80q is not the name of a type", owner)
		return
	}
	r.only("parts " + owner)
	if r.lock.Parts == nil {
		r.lock.Parts = retain.Parts{}
	}
	r.lock.Parts[owner] = map[string]retain.Part{}
	column += len(owner) + 1
	for _, item := range strings.Split(list, " ") {
		name, text, _ := strings.Cut(item, "=")
		part, ok := retain.ParsePart(text)
		switch _, twice := r.lock.Parts[owner][name]; {
		case !ok || !names.IsIdentifier(name):
			r.fault(column, "%.80q does not describe a property or a member", item)
			return
		case twice:
			r.fault(column, "%q is given twice", name)
		}
		r.lock.Parts[owner][name] = part
		column += len(item) + 1
	}
}
