package yamlfile

import "github.com/oasdiff/yaml"

// An origin has the positions of the members of a value, and of the scalars in its lists.
type origin struct {
	tree    tree
	fields  []place            // members, in the order of the file
	lists   map[string][]place // scalars of each member that is a list
	scalars []place            // scalars of the value, if it is a list
}

// A place is a name, or the text of a scalar, with its line and its column in characters.
type place struct {
	name         string
	line, column int
}

// originOf parses the library's origin of an object. It is a list of
//
//	file, name, line, column: of the key of the object
//	n, then n times name, line, column: its members
//	n, then n times name, count, and count times text, line, column: the scalars of its lists
//
// in which lines are relative to that of the key. A value that is not an object has no origin.
func originOf(t *yaml.OriginTree) origin {
	o := origin{tree: tree{t}}
	if t == nil {
		return o
	}
	c := cursor{}
	c.rest, _ = t.Origin.([]any)
	c.text()
	c.text()
	line := c.number()
	c.number()
	o.fields = c.places(c.number(), line)
	o.lists = map[string][]place{}
	for range min(c.number(), len(c.rest)) {
		name := c.text()
		o.lists[name] = c.places(c.number(), line)
	}
	return o
}

// A cursor reads a list item by item. After the end it returns zero values.
type cursor struct{ rest []any }

func (c *cursor) next() any {
	if len(c.rest) == 0 {
		return nil
	}
	item := c.rest[0]
	c.rest = c.rest[1:]
	return item
}

func (c *cursor) text() string {
	text, _ := c.next().(string)
	return text
}

func (c *cursor) number() int {
	n, _ := c.next().(int)
	return n
}

func (c *cursor) places(n, line int) []place {
	var list []place
	for range min(n, len(c.rest)/3) {
		list = append(list, place{c.text(), line + c.number(), c.number()})
	}
	return list
}
