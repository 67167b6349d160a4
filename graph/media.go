package graph

import (
	"errors"
	"net/http"

	"github.com/intunegen/intunegen/odata"
)

// Media reads the content of a media entity, a resource that is a file: GET …/$value. The resource is given by the request that reads it.
func Media[T any](resource *Request[T]) *Stream {
	return &Stream{core{*resource.c.below("$value").read()}}
}

// PutMedia replaces the content of a media entity: PUT …/$value.
func PutMedia[T any](resource *Request[T], contentType string, content []byte) *Command {
	return &Command{core{*resource.c.below("$value").write(contentType, content)}}
}

// Value reads one property of a resource without JSON around it: a text as it is, the bytes of an odata.Binary, the file of an odata.Stream. A
// property that is null is an empty answer.
//
//	file, err := graph.Value(client.DeviceManagement().DeviceManagementScripts().ID(id).Get(), p.ScriptContent).Do(ctx)
func Value[T, V any](resource *Request[T], property odata.Property[V]) *Stream {
	_, isFile := any(property).(odata.Property[odata.Stream])
	return &Stream{core{*resource.c.property(property[0], isFile).read()}}
}

// PutValue replaces the file of a property.
func PutValue[T any](resource *Request[T], property odata.Property[odata.Stream], contentType string, content []byte) *Command {
	return &Command{core{*resource.c.property(property[0], true).write(contentType, content)}}
}

// property returns a call of what a property holds: a file stands at the property itself, all else at its $value.
func (c *call) property(name string, isFile bool) *call {
	call := c.below(name)
	if call.node.err == nil && name == "" {
		call.node.err = errors.New("the property has no name")
	}
	if !isFile {
		call.node = call.node.To("$value")
	}
	return call
}

func (c *call) read() *call {
	c.method = http.MethodGet
	return c
}

// write makes a call that sends a file.
func (c *call) write(contentType string, content []byte) *call {
	c.method, c.body, c.encode, c.contentType = http.MethodPut, content, asItIs, contentType
	err := checkHeader("Content-type", contentType)
	if contentType == "" {
		err = errors.New("the content has no type; give one such as application/octet-stream")
	}
	if c.node.err == nil {
		c.node.err = err
	}
	return c
}
