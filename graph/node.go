package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A Node is a path from the service root, built segment by segment. Generated request builders are
// nodes with names of their own, and only their methods call those of a node. A node is immutable,
// so several paths can go on from one.
type Node struct {
	_       [0]func() // not comparable, so that no comparison is compiled for each builder
	client  *Client
	parent  *Node
	segment string // of the URL, escaped, with its slash
	pattern string // of the path template
	err     error  // the error of every request for this path
	link    string // a link that a service has written, in place of a path; nothing is below it
}

// ErrEmptyID is the error of a request whose path has an empty id. The path would be that of the
// collection.
var ErrEmptyID = errors.New("id is empty")

var errLink = errors.New("a link goes on as the service wrote it, so nothing can be added to it; make the list by the methods of a package")

// Thousands of generated methods call the methods below. They are not inlined, so that no copy is
// compiled for each.

// fault returns the error of every request below n.
func (n *Node) fault() error {
	if n.err == nil && n.link != "" {
		return errLink
	}
	return n.err
}

// To returns the node of a property, a cast or a set below n.
//
//go:noinline
func (n *Node) To(segment string) *Node {
	return &Node{client: n.client, parent: n, segment: "/" + segment, pattern: "/" + segment, err: n.fault()}
}

// Key returns the node of one item of a collection, by its key as a path segment. name is the name
// of the key in the path template.
func (n *Node) Key(name, id string) *Node {
	child := &Node{client: n.client, parent: n, segment: "/" + escape(id), pattern: "/{" + name + "}", err: n.fault()}
	if err := checkID(id); err != nil && child.err == nil {
		child.err = err
	}
	return child
}

// KeyValue returns the node of one item of a collection, by its key as a path segment. The key is a
// number, a date or another value that is not a string.
func (n *Node) KeyValue(name string, value any) *Node {
	literal, err := odata.Literal(value)
	child := n.Key(name, literal)
	if err != nil && n.err == nil {
		child.err = err
	}
	return child
}

// Keys returns the node of one item of a collection by a key in parentheses. pairs are names and
// values in turn. A key with one value is written without the name, which every service accepts.
func (n *Node) Keys(pairs ...any) *Node {
	child := &Node{client: n.client, parent: n, err: n.fault()}
	var values, patterns []string
	for i := 0; i+1 < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		if id, ok := pairs[i+1].(string); ok && child.err == nil {
			child.err = checkID(id)
		}
		literal, err := odata.Literal(pairs[i+1])
		if err != nil && child.err == nil {
			child.err = err
		}
		value, pattern := escape(literal), "{"+name+"}"
		if len(pairs) > 2 {
			value, pattern = name+"="+value, name+"="+pattern
		}
		values, patterns = append(values, value), append(patterns, pattern)
	}
	child.segment = "(" + strings.Join(values, ",") + ")"
	child.pattern = "(" + strings.Join(patterns, ",") + ")"
	return child
}

// checkID returns an error for an id that cannot be a path segment: an empty one, and the dots that
// clients and proxies resolve.
func checkID(id string) error {
	switch {
	case id == "":
		return ErrEmptyID
	case id == "." || id == "..":
		return fmt.Errorf("id %q would be taken as a relative path", id)
	}
	return nil
}

// path returns the URL path from the service root and its template.
func (n *Node) path() (string, string) {
	var nodes [16]*Node
	line := nodes[:0]
	for at := n; at != nil; at = at.parent {
		line = append(line, at)
	}
	var path, template strings.Builder
	long, longTemplate := 0, 0
	for _, at := range line {
		long, longTemplate = long+len(at.segment), longTemplate+len(at.pattern)
	}
	path.Grow(long)
	template.Grow(longTemplate)
	for i := len(line) - 1; i >= 0; i-- {
		path.WriteString(line[i].segment)
		template.WriteString(line[i].pattern)
	}
	return path.String(), template.String()
}

// Get reads one resource.
//
//go:noinline
func (n *Node) Get(query []odata.QueryOption) *Call {
	return &Call{core{call{node: n, method: http.MethodGet, query: query}}}
}

// List reads a collection.
//
//go:noinline
func (n *Node) List(query []odata.QueryOption) *Call { return n.Get(query) }

// Count reads the number of items in a collection: $count, which services answer as plain text.
//
//go:noinline
func (n *Node) Count(query []odata.QueryOption) *Call {
	return &Call{core{call{node: n.To("$count"), method: http.MethodGet, query: query, accept: "text/plain"}}}
}

// Create posts a model.
//
//go:noinline
func (n *Node) Create(model any) *Call {
	return &Call{core{call{node: n, method: http.MethodPost, body: model, encode: odata.CreateBody}}}
}

// Put replaces a resource by a model.
//
//go:noinline
func (n *Node) Put(model any) *Call {
	return &Call{core{call{node: n, method: http.MethodPut, body: model, encode: odata.CreateBody}}}
}

// Patch updates a resource.
//
//go:noinline
func (n *Node) Patch(patch any) *Call {
	types := (*packageTypes)(n.client)
	encode := func(patch any) ([]byte, error) { return odata.PatchBodyAmong(types, patch) }
	return &Call{core{call{node: n, method: http.MethodPatch, body: patch, encode: encode}}}
}

// Delete deletes a resource.
//
//go:noinline
func (n *Node) Delete() *Call { return &Call{core{call{node: n, method: http.MethodDelete}}} }

// Action calls an action; params is nil for one without parameters.
//
//go:noinline
func (n *Node) Action(name string, params any) *Call {
	c := call{node: n.To(name), method: http.MethodPost}
	if params != nil {
		c.body, c.encode = params, odata.ParamsBody
	}
	return &Call{core{c}}
}

// Function calls a function by its path template, "getX(id={id})"; params is nil for one without
// parameters.
func (n *Node) Function(template string, params any, query []odata.QueryOption) *Call {
	node := &Node{client: n.client, parent: n, segment: "/" + template, pattern: "/" + template, err: n.fault()}
	if params != nil {
		name, _, _ := strings.Cut(template, "(")
		arguments, aliases, err := odata.Arguments(params)
		if err != nil && node.err == nil {
			node.err = err
		}
		node.segment = "/" + name + "(" + escape(arguments) + ")"
		query = append(aliases, query...)
	}
	return &Call{core{call{node: node, method: http.MethodGet, query: query}}}
}
