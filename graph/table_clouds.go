package graph

import "strings"

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

// Available reports whether a cloud has the operation of a request: by the operation's own row, by
// the row of a path above it, or by those of the path without its casts.
func (t Table) Available(cloud Cloud, wire Wire) Availability {
	if a := t.available(cloud, wire.Method, wire.Template); a != NotDocumented {
		return a
	}
	return t.available(cloud, wire.Method, withoutCasts(wire.Method, wire.Template))
}

func (t Table) available(cloud Cloud, method, template string) Availability {
	if op, ok := t.Lookup(method, template); ok && op.Available(cloud) != NotDocumented {
		return op.Available(cloud)
	}
	for path := template; path != ""; path = path[:strings.LastIndexByte(path, '/')] {
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
