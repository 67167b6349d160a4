package graph

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/intunegen/intunegen/odata"
)

// A reference says that resources belong together and leaves both where they are, as a role assignment refers to scope tags: it is what a
// navigation property holds that contains nothing. These functions take requests that lead to the ends, and send others.

// AddReference makes a collection refer to one resource more: POST …/$ref. The resource is given by the request that reads it.
//
//	tags := client.DeviceManagement().RoleAssignments().ID(id).RoleScopeTags()
//	err := graph.AddReference(tags.List(), client.DeviceManagement().RoleScopeTags().ID(tag).Get()).Do(ctx)
func AddReference[T any](collection *List[T], resource *Request[T]) *Command {
	return collection.c.refer(http.MethodPost, &resource.c)
}

// SetReference makes a property that refers to one resource refer to another: PUT …/$ref. Both are given by the request that reads them.
func SetReference[T any](property, resource *Request[T]) *Command {
	return property.c.refer(http.MethodPut, &resource.c)
}

// RemoveReference ends a reference and leaves the resource where it is: DELETE …/$ref. It is given by the request that reads the resource by
// way of the reference, from a collection as tags.ID(tag).Get(), or from a property that refers to one.
func RemoveReference[T any](reference *Request[T]) *Command {
	c := reference.c.below("$ref")
	c.method = http.MethodDelete
	return &Command{core{*c}}
}

// A Reference is what a navigation property that contains nothing holds: where a resource is, without the resource.
type Reference struct {
	// ID: the URL of the resource as the service writes it, absolute or relative to the service root. Its last segment is or holds the key.
	ID    odata.Field[string] `odata:"@odata.id"`
	Extra odata.Extra         `odata:""`
}

// MarshalJSON encodes like odata.Marshal.
func (r Reference) MarshalJSON() ([]byte, error) { return odata.Marshal(r) }

// UnmarshalJSON decodes like odata.Unmarshal.
func (r *Reference) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, r) }

// GetReference reads which resource a property refers to: GET …/$ref. The property is given by the request that reads it.
func GetReference[T any](property *Request[T]) *Request[*Reference] {
	return &Request[*Reference]{core{*property.c.below("$ref").read()}}
}

// ListReferences reads page by page which resources a collection refers to: GET …/$ref. Options of the list, such as $top and $filter, are
// options of it.
func ListReferences[T any](collection *List[T]) *List[*Reference] {
	place := call{node: collection.c.node, method: collection.c.method}
	list := place.below("$ref").read()
	list.query = collection.c.query
	return &List[*Reference]{core{*list}}
}

// refer returns the request that makes a place refer to a resource.
func (c *call) refer(method string, resource *call) *Command {
	call := c.below("$ref")
	body, err := c.reference(resource)
	if err != nil && call.node.err == nil {
		call.node.err = err
	}
	call.method, call.body, call.encode = method, body, asItIs
	return &Command{core{*call}}
}

func asItIs(body any) ([]byte, error) { return body.([]byte), nil }

// reference is the body that names a resource by its URL.
func (c *call) reference(resource *call) ([]byte, error) {
	switch {
	case resource.node.err != nil:
		return nil, resource.node.err
	case resource.node.client != c.node.client:
		return nil, errors.New("the resource is of another client")
	case resource.method != http.MethodGet || len(resource.query) > 0:
		return nil, errors.New("a resource is given by its Get without options")
	}
	path, _ := resource.node.path()
	return json.Marshal(map[string]string{"@odata.id": c.node.client.root + path})
}

// below returns a call of what lies below the place that a request reads.
func (c *call) below(segment string) *call {
	node := c.node.To(segment)
	if node.err == nil && (c.method != http.MethodGet || len(c.query) > 0) {
		node.err = errors.New("a place is given by the request that reads it, without options")
	}
	return &call{node: node}
}
