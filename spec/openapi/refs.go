package openapi

import (
	"net/url"
	"strconv"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// maxHops bounds the length of a chain of references. Those of Microsoft have at most two.
const maxHops = 20

// deref follows the $ref of a node until a node without one. It reports a $ref that points to
// nothing, and returns nil.
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

// target returns the node that a $ref points to. It reports a fault and returns nil when there is
// none.
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

// child returns the node that a token of a pointer names, or nil. Large objects are indexed,
// because many references lead into them.
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

// unescape decodes a token of a JSON pointer in a URI fragment (RFC 6901, sections 3 and 6).
func unescape(token string) string {
	if decoded, err := url.PathUnescape(token); err == nil {
		token = decoded
	}
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(token)
}
