package graph

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/intunegen/intunegen/odata"
)

// A reference relates two resources that exist on their own, as a role assignment refers to scope
// tags. Navigation properties without containment hold references. The functions below name each
// resource by the request that reads it; that request is not sent.

// AddReference adds a reference to a resource to a collection: POST …/$ref. resource is the request
// that reads the resource.
//
//	tags := client.DeviceManagement().RoleAssignments().ID(id).RoleScopeTags()
//	err := graph.AddReference(tags.List(), client.DeviceManagement().RoleScopeTags().ID(tag).Get()).Do(ctx)
func AddReference[T any](collection *List[T], resource *Request[T]) *Command {
	return collection.c.refer(http.MethodPost, &resource.c)
}

// SetReference sets the reference of a property with one resource: PUT …/$ref. property and
// resource are the requests that read them.
func SetReference[T any](property, resource *Request[T]) *Command {
	return property.c.refer(http.MethodPut, &resource.c)
}

// RemoveReference removes a reference, and not the resource: DELETE …/$ref. reference is the
// request that reads the resource by way of the reference: from a collection as tags.ID(tag).Get(),
// or from a property with one resource.
func RemoveReference[T any](reference *Request[T]) *Command {
	c := reference.c.below("$ref")
	c.method = http.MethodDelete
	return &Command{core{*c}}
}

// A Reference is the address of a resource, as a navigation property without containment holds it.
type Reference struct {
	// ID is the URL of the resource as the service writes it, absolute or relative to the service
	// root. The key is in its last segment.
	ID    odata.Field[string] `odata:"@odata.id"`
	Extra odata.Extra         `odata:""`
}

// MarshalJSON encodes like odata.Marshal.
func (r Reference) MarshalJSON() ([]byte, error) { return odata.Marshal(r) }

// UnmarshalJSON decodes like odata.Unmarshal.
func (r *Reference) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, r) }

// GetReference reads the reference of a property with one resource: GET …/$ref. property is the
// request that reads it.
func GetReference[T any](property *Request[T]) *Request[*Reference] {
	return &Request[*Reference]{core{*property.c.below("$ref").read()}}
}

// ListReferences reads the references of a collection page by page: GET …/$ref. The query options
// of the list, such as $top and $filter, apply.
func ListReferences[T any](collection *List[T]) *List[*Reference] {
	place := call{node: collection.c.node, method: collection.c.method}
	list := place.below("$ref").read()
	list.query = collection.c.query
	return &List[*Reference]{core{*list}}
}

// refer returns the request that writes a reference to a resource.
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

// reference returns the body that names a resource by its URL.
func (c *call) reference(resource *call) ([]byte, error) {
	switch {
	case resource.node.err != nil:
		return nil, resource.node.err
	case resource.node.client != c.node.client:
		return nil, errors.New("the resource is of another client; use one client for both requests")
	case resource.method != http.MethodGet || len(resource.query) > 0:
		return nil, errors.New("a resource is named by its Get without query options; leave them out")
	}
	path, _ := resource.node.path()
	return json.Marshal(map[string]string{"@odata.id": c.node.client.root + path})
}

// below returns a call of the segment below the resource or collection that a request reads.
func (c *call) below(segment string) *call {
	node := c.node.To(segment)
	if node.err == nil && (c.method != http.MethodGet || len(c.query) > 0) {
		node.err = errors.New("a resource or collection is named by the request that reads it without query options; leave them out")
	}
	return &call{node: node}
}
