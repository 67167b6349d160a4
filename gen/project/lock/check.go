package lock

import (
	"fmt"
	"strings"

	"github.com/intunegen/intunegen/gen/names"
)

// This file checks the names in a lock. Generate writes them into the code, so they must be valid
// in Go and in the package.

// An entry is a name with its scope and position.
type entry struct {
	scope        string
	name         names.Name
	line, column int
}

func (e entry) String() string {
	if e.scope == names.Top {
		return fmt.Sprintf("%.80s (line %d)", e.name.Key, e.line)
	}
	return fmt.Sprintf("%.80s of %.80s (line %d)", e.name.Key, e.scope, e.line)
}

// item reads a name that starts at a column of the line. written means that it has a Go name even
// if that is the rule's.
func (r *reader) item(scope, text string, column int, written bool) {
	key, name, ok := cutLast(text)
	switch {
	case !ok && written:
		r.fault(column, "%.80q has no Go name", text)
		return
	case !ok:
		key, name = text, names.Exported(text)
	}
	if !names.IsKey(scope, key) {
		r.fault(column, "%.80q is not a valid key of a name", key)
		return
	}
	r.entries = append(r.entries, entry{scope, names.Name{Key: key, Go: name}, r.n, column})
	r.lock.Names[scope] = append(r.lock.Names[scope], names.Name{Key: key, Go: name})
}

// cutLast cuts at the last =, because keys may have one.
func cutLast(text string) (key, name string, ok bool) {
	at := strings.LastIndexByte(text, '=')
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+1:], true
}

// checkNames checks each name, and that no key and no Go name is there twice.
func (r *reader) checkNames() {
	rule := r.lock.Names.Rule()
	keys, taken := map[[2]string]entry{}, map[[2]string]entry{}
	for _, e := range r.entries {
		if why := rule.Unusable(e.scope, e.name); why != "" {
			r.faultAt(e.line, e.column, restore, "%.80q cannot be the Go name of %.80s: %s", e.name.Go, e.name.Key, why)
			continue
		}
		if first, twice := keys[[2]string{e.scope, e.name.Key}]; twice {
			r.faultAt(e.line, e.column, restore, "%.80s has a second Go name; the first is on line %d", e.name.Key, first.line)
			continue
		}
		keys[[2]string{e.scope, e.name.Key}] = e
		space := names.Space(e.scope)
		if first, twice := taken[[2]string{space, e.name.Go}]; twice {
			r.faultAt(e.line, e.column, "let the later one be given anew: remove it from the lock", "%s is the Go name of both %v and %v", e.name.Go, first, e)
			continue
		}
		taken[[2]string{space, e.name.Go}] = e
	}
}
