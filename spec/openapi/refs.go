package openapi

import (
	"net/url"
	"strconv"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// This file follows references.

// maxHops bounds how many references may lead from one to the next; Microsoft's lead to at most
// two.
const maxHops = 20

// deref follows a node's $ref, and those that it leads to. It returns nil after reporting one that
// leads nowhere.
func (r *reader) deref(n *yaml.Node) *yaml.Node {
	for range maxHops {
		ref := get(n, "$ref")
		if ref == nil {
			return n
		}
		if n = r.target(ref); n == nil {
			return nil
		}
	}
	r.errs.Add(spec.Errorf(r.text.At(n), "correct a $ref", "$ref leads back to itself, or over more than %d others", maxHops))
	return nil
}

// target returns what a $ref points to, or nil after reporting why it cannot.
func (r *reader) target(ref *yaml.Node) *yaml.Node {
	if n, ok := r.targets[ref.Value]; ok {
		return n
	}
	n := r.point(ref)
	r.targets[ref.Value] = n
	return n
}

func (r *reader) point(ref *yaml.Node) *yaml.Node {
	if ref.Kind != yaml.ScalarNode || ref.Tag == "!!null" {
		r.errs.Add(spec.Errorf(r.text.At(ref), "write a text such as #/components/schemas/name", "$ref is not a text"))
		return nil
	}
	pointer, local := strings.CutPrefix(ref.Value, "#/")
	if !local {
		r.errs.Add(spec.Errorf(r.text.At(ref), "bundle the description into one file", "$ref %s points outside the file and is not fetched", ref.Value))
		return nil
	}
	n := r.text.Root
	for _, token := range strings.Split(pointer, "/") {
		n = r.child(n, unescape(token))
	}
	if n == nil {
		r.errs.Add(spec.Errorf(r.text.At(ref), "correct the name, or complete the file if it was cut off", "$ref %s points to nothing", ref.Value))
	}
	return n
}

// child returns what a token of a pointer names. Large objects are indexed, because many references
// lead into them.
func (r *reader) child(n *yaml.Node, token string) *yaml.Node {
	if n != nil && n.Kind == yaml.SequenceNode {
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i]
		}
		return nil
	}
	if n == nil || len(n.Content) <= 2*fewNames {
		return get(n, token)
	}
	index := r.indexes[n]
	if index == nil {
		index = make(map[string]*yaml.Node, len(n.Content)/2)
		each(n, func(key, value *yaml.Node) { index[key.Value] = value })
		r.indexes[n] = index
	}
	return index[token]
}

// unescape undoes what a JSON pointer in a URI fragment escapes (RFC 6901, sections 3 and 6).
func unescape(token string) string {
	if plain, err := url.PathUnescape(token); err == nil {
		token = plain
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
}
