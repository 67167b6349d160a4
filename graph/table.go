package graph

import (
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
// missing one not documented. The method * means every operation at and below the path. With the
// name of a type in place of the path, it means every body with a value of that type; each type of
// the package has such a row. A lookup searches the text itself, so that a table costs nothing
// until then.
type Table string

// An Operation is the documentation of one operation.
type Operation struct {
	Method, Path string
	Status       int // documented status of success; 0 if not documented
	// Permissions from least to most privileged; nil if not documented, empty if not supported.
	Delegated, Personal, Application []string
	clouds                           map[string]Availability
}

// An Availability is the answer to whether a cloud has an operation.
type Availability uint8

// The values of [Availability].
const (
	NotDocumented Availability = iota
	Yes
	No
)

// String returns "yes", "no" or "not documented".
func (a Availability) String() string { return [...]string{"not documented", "yes", "no"}[a] }

// Available reports whether a cloud has the operation, by the operation's own row.
func (o Operation) Available(cloud Cloud) Availability { return o.clouds[cloud.Name] }

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

// Available reports whether a cloud has the operation of a request: by the operation's own row, or
// by the row of a path above it.
func (t Table) Available(cloud Cloud, wire Wire) Availability {
	if op, ok := t.Lookup(wire.Method, wire.Template); ok && op.Available(cloud) != NotDocumented {
		return op.Available(cloud)
	}
	for path := wire.Template; path != ""; path = path[:strings.LastIndexByte(path, '/')] {
		if op, ok := t.Lookup(everything, path); ok && op.Available(cloud) != NotDocumented {
			return op.Available(cloud)
		}
	}
	return NotDocumented
}

// absentTypes returns the types that a cloud does not have. Their rows are at the end of the table,
// because a slash sorts before all letters.
func (t Table) absentTypes(cloud Cloud) map[string]bool {
	absent := map[string]bool{}
	lines := strings.TrimRight(string(t), "\n")
	for {
		line := lineAt(lines, max(0, len(lines)-1))
		if line == "" || line[0] == '/' {
			return absent
		}
		if strings.Contains(line, "=no") { // parsing the row of each type would take long
			if op := parseRow(line); op.Method == everything && op.Available(cloud) == No {
				absent[op.Path] = true
			}
		}
		lines = strings.TrimSuffix(lines[:len(lines)-len(line)], "\n")
	}
}

// hasType reports whether the package of the table has a type.
func (t Table) hasType(name string) bool {
	_, ok := t.Lookup(everything, name)
	return ok
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
