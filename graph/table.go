package graph

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// A Table is a table of operations as text. Each operation is one line; the lines are sorted by
// path and method, in byte order:
//
//	/path/{id} PATCH status=200 delegated=A,B personal= application=A global=yes china=no
//
// Permissions are sorted from least to most privileged. An empty list means not supported, a
// missing one not documented. The word from=PATCH says that what follows is documented of the PATCH
// of the path. The method * means every operation at and below the path. With the name of a type in
// place of the path, it means every body with a value of that type; each type of the package has
// such a row. A lookup searches the text itself, so that a table costs nothing until then.
type Table string

// An Operation is the documentation of one operation.
type Operation struct {
	Method, Path string
	Status       int // documented status of success; 0 if not documented
	// From is "PATCH" for a PUT that is not documented itself: its permissions and clouds are those
	// of the documented update.
	From string
	// Permissions from least to most privileged; nil if not documented, empty if not supported.
	Delegated, Personal, Application []string
	clouds                           map[string]Availability
}

// All returns every operation of the table.
func (t Table) All() []Operation {
	var all []Operation
	for line := range strings.Lines(string(t)) {
		if op := parseRow(strings.TrimSuffix(line, "\n")); op.Path != "" && op.Method != everything {
			all = append(all, op)
		}
	}
	return all
}

const everything = "*"

// Lookup returns the operation with a method and path template, and reports whether there is one.
func (t Table) Lookup(method, template string) (Operation, bool) {
	key := template + " " + method
	lines := string(t)
	at := sort.Search(len(lines), func(i int) bool { return rowKey(lines, i) >= key })
	line := lineAt(lines, at)
	if keyOf(line) != key {
		return Operation{}, false
	}
	return parseRow(line), true
}

// documented is [Table.Lookup], where the documentation may leave the casts of the path out:
// /apps/{id}/ns.webApp/files may be documented as /apps/{id}/files.
func (t Table) documented(method, template string) (Operation, bool) {
	if op, ok := t.Lookup(method, template); ok {
		return op, true
	}
	return t.Lookup(method, withoutCasts(method, template))
}

// withoutCasts returns a path template without its casts, which are the qualified names of types.
// The last segment of a POST is the name of an action.
func withoutCasts(method, template string) string {
	if !strings.Contains(template, ".") {
		return template
	}
	segments := strings.Split(template, "/")
	last := len(segments)
	if method == "POST" {
		last--
	}
	return strings.Join(append(slices.DeleteFunc(segments[:last:last], isCast), segments[last:]...), "/")
}

// isCast reports whether a segment of a template is a cast, and not a key, a name, or the call of a
// function.
func isCast(segment string) bool {
	return strings.Contains(segment, ".") && !strings.ContainsAny(segment, "{(")
}

// rowKey returns the key of the row that byte i of the text belongs to.
func rowKey(lines string, i int) string { return keyOf(lineAt(lines, i)) }

// lineAt returns the line that byte i of the text belongs to, or "" beyond the end.
func lineAt(lines string, i int) string {
	if i >= len(lines) {
		return ""
	}
	start := strings.LastIndexByte(lines[:i], '\n') + 1
	end := strings.IndexByte(lines[i:], '\n')
	if end < 0 {
		return lines[start:]
	}
	return lines[start : i+end]
}

// keyOf returns the path and method of a row.
func keyOf(line string) string {
	path, rest, _ := strings.Cut(line, " ")
	method, _, _ := strings.Cut(rest, " ")
	return path + " " + method
}

func parseRow(line string) Operation {
	words := strings.Split(line, " ")
	if len(words) < 2 {
		return Operation{}
	}
	op := Operation{Path: words[0], Method: words[1], clouds: map[string]Availability{}}
	for _, word := range words[2:] {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "status":
			op.Status, _ = strconv.Atoi(value) // 0 means not documented
		case "from":
			op.From = value
		case "delegated":
			op.Delegated = permissions(value)
		case "personal":
			op.Personal = permissions(value)
		case "application":
			op.Application = permissions(value)
		default:
			op.clouds[name] = map[string]Availability{"yes": Yes, "no": No}[value]
		}
	}
	return op
}

func permissions(list string) []string {
	if list == "" {
		return []string{}
	}
	return strings.Split(list, ",")
}
