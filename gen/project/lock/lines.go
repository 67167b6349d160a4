package lock

import (
	"regexp"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
)

// This file parses the lines of a lock.

var isHash = regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString

// hash checks and returns the hash at a column of the line.
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

// IsFileName reports whether generate may write a file of that name. No such name leads out of the
// directory, and none is ignored by the go command, or a test, or a file for one system.
func IsFileName(name string) bool { return isFileName(name) || name == emit.APIName }

// scope reads the names of one scope.
func (r *reader) scope(scope, list string) {
	column := len("names ") + 1
	if !names.IsScope(scope) {
		r.fault(column, "%.80q is not a valid scope of names", scope)
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
