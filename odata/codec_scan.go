package odata

import (
	"encoding/json"
	"strings"
)

func (d *decoder) space(i int) int {
	for c := d.b[i]; c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = d.b[i] {
		i++
	}
	return i
}

// enter counts a level of nesting.
func (d *decoder) enter(i int) bool {
	if d.depth++; d.depth > maxDepth {
		d.fail(i, "nested over %d levels deep", maxDepth)
		return false
	}
	return true
}

// skip checks the value at i and returns the position after it.
func (d *decoder) skip(i int) int {
	switch c := d.b[i]; c {
	case '"':
		return d.quoted(i)
	case '{':
		return d.skipObject(i)
	case '[':
		return d.skipArray(i)
	case 't':
		return d.literal(i, "true")
	case 'f':
		return d.literal(i, "false")
	case 'n':
		return d.literal(i, "null")
	}
	return d.number(i)
}

func (d *decoder) literal(i int, text string) int {
	if !strings.HasPrefix(d.s[i:], text) {
		return d.unexpected(i, "a value")
	}
	return i + len(text)
}

func (d *decoder) skipArray(i int) int {
	if !d.enter(i) {
		return failed
	}
	if i = d.space(i + 1); d.b[i] == ']' {
		d.depth--
		return i + 1
	}
	return d.skipElements(i)
}

// skipElements reads an array from the element at i to its end.
func (d *decoder) skipElements(i int) int {
	for {
		if i = d.skip(i); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == ']' {
			d.depth--
			return i + 1
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
}

func (d *decoder) skipObject(start int) int {
	return d.eachMember(start, func(name string, value int) int {
		if name == typeMember && d.types.recording {
			d.types.record(start, value)
		}
		return d.skip(value)
	})
}

// eachMember reads the object at start. It calls read with the name of each member and the position
// of its value. read returns the position after the value.
func (d *decoder) eachMember(start int, read func(name string, value int) int) int {
	seen := d.newNames()
	end := d.anyMember(start, func(name string, at, value int) int {
		if !seen.add(d, name) {
			return d.duplicate(at, name)
		}
		return read(name, value)
	})
	if end > 0 {
		seen.drop(d)
	}
	return end
}

// anyMember is eachMember for names that may be twice in the object. read is also called with the
// position of the name.
func (d *decoder) anyMember(start int, read func(name string, at, value int) int) int {
	if !d.enter(start) {
		return failed
	}
	i := d.space(start + 1)
	for first := true; d.b[i] != '}' || !first; first = false {
		name, value := d.name(i)
		if value < 0 {
			return failed
		}
		if i = read(name, i, value); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == '}' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
	d.depth--
	return i + 1
}

// name reads a member's name and the colon. It returns the name and the position of the value.
func (d *decoder) name(i int) (name string, value int) {
	if d.b[i] != '"' {
		return "", d.unexpected(i, "a name in double quotes")
	}
	name, end := d.text(i)
	if end < 0 {
		return "", failed
	}
	if len(name)+len(`""`) < end-i {
		name = strings.Clone(name) // it had escapes, and the next one would overwrite it
	}
	if i = d.space(end); d.b[i] != ':' {
		return "", d.unexpected(i, "a colon")
	}
	return name, d.space(i + 1)
}

func (d *decoder) duplicate(at int, name string) int {
	return d.fail(at, "name %.100q is twice in its object; names must differ", name)
}

// trimmedJSON returns the one JSON value that raw is, without the space around it.
func trimmedJSON(raw json.RawMessage) (string, error) {
	d := newDecoder(raw)
	defer d.release()
	start := d.space(0)
	end := d.whole(start, d.skip)
	if end < 0 {
		return "", d.err
	}
	return strings.Clone(d.s[start:end]), nil
}

// whole reads the value at i, after which only space can follow.
func (d *decoder) whole(i int, read func(int) int) int {
	end := read(i)
	if end < 0 {
		return end
	}
	if rest := d.space(end); rest != len(d.s) {
		return d.unexpected(rest, "nothing after the value")
	}
	return end
}
