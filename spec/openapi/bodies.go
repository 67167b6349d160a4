package openapi

import (
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// bodyParameters reads the parameters of an action, which are the properties of its body.
func (r *reader) bodyParameters(method *yaml.Node) []*spec.Parameter {
	body := r.body(method)
	if body == nil {
		return nil
	}
	if body = r.deref(body); body == nil {
		return nil
	}
	var out []*spec.Parameter
	for _, p := range r.shape(body).props {
		if !strings.Contains(p.key.Value, "@") {
			out = append(out, &spec.Parameter{Name: p.key.Value, Pos: r.text.At(p.key), Type: r.settled(r.typeOf(p.value)),
				Annotations: r.shape(p.value).annotations()})
		}
	}
	return out
}

// body returns the schema of an operation's request body, or nil.
func (r *reader) body(method *yaml.Node) *yaml.Node {
	body := get(method, "requestBody")
	if body == nil {
		return nil
	}
	return jsonOf(get(r.deref(body), "content"))
}

// answer returns the type of a successful response. For a page it is the type of its items.
func (r *reader) answer(method *yaml.Node) (typeInfo, bool) {
	responses := get(method, "responses")
	for _, status := range []string{"200", "2XX", "201", "202"} {
		response := get(responses, status)
		if response == nil {
			continue
		}
		content := get(r.deref(response), "content")
		if schema := jsonOf(content); schema != nil {
			return r.unwrapped(schema), true
		}
		if content != nil && len(content.Content) > 0 {
			return typeInfo{spec.TypeRef{Name: "Edm.Stream", Nullable: true, Pos: r.text.At(content)}, true}, true
		}
	}
	return typeInfo{}, false
}

// unwrapped returns the type of a result. For an object with the property value and control
// information only, it is the type of value.
func (r *reader) unwrapped(schema *yaml.Node) typeInfo {
	if c := r.componentOf(schema); c != nil && c.role != helper {
		return r.typeOf(schema)
	}
	target := r.deref(schema)
	if target == nil {
		return typeInfo{}
	}
	var value *yaml.Node
	for _, p := range r.shape(target).props {
		switch {
		case p.key.Value == "value":
			value = p.value
		case !strings.Contains(p.key.Value, "@"):
			return r.typeOf(schema)
		}
	}
	if value == nil {
		return r.typeOf(schema)
	}
	return r.typeOf(value)
}

// jsonOf returns the schema of the JSON media type of a content, or nil.
func jsonOf(content *yaml.Node) *yaml.Node {
	var found *yaml.Node
	each(content, func(media, value *yaml.Node) {
		if found == nil && strings.Contains(media.Value, "json") {
			found = get(value, "schema")
		}
	})
	return found
}
