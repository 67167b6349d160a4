package graph

import (
	"errors"
	"net/http"

	"github.com/intunegen/intunegen/odata"
)

// Media reads the content of a media entity, a resource that is a file: GET …/$value. resource is
// the request that reads the resource.
func Media[T any](resource *Request[T]) *Stream {
	return &Stream{core{*resource.c.below("$value").read()}}
}

// PutMedia replaces the content of a media entity: PUT …/$value. resource is the request that reads
// the resource.
func PutMedia[T any](resource *Request[T], contentType string, content []byte) *Command {
	return &Command{core{*resource.c.below("$value").write(contentType, content)}}
}

// Value reads the raw value of one property: a text without quotes, the bytes of an odata.Binary,
// or the file of an odata.Stream. The value of a property that is null is empty.
//
//	file, err := graph.Value(client.DeviceManagement().DeviceManagementScripts().ID(id).Get(), p.ScriptContent).Do(ctx)
func Value[T, V any](resource *Request[T], property odata.Property[V]) *Stream {
	_, isFile := any(property).(odata.Property[odata.Stream])
	return &Stream{core{*resource.c.property(property[0], isFile).read()}}
}

// PutValue replaces the file of a property of type odata.Stream.
func PutValue[T any](resource *Request[T], property odata.Property[odata.Stream], contentType string, content []byte) *Command {
	return &Command{core{*resource.c.property(property[0], true).write(contentType, content)}}
}

// property returns a call of the raw value of a property: a file is at the property itself, every
// other value at its $value.
func (c *call) property(name string, isFile bool) *call {
	call := c.below(name)
	if call.node.err == nil && name == "" {
		call.node.err = errors.New("the property is empty; use one of the generated package's Properties")
	}
	if !isFile {
		call.node = call.node.To("$value")
	}
	return call
}

// read makes c a call that reads, and returns c.
func (c *call) read() *call {
	c.method = http.MethodGet
	return c
}

// write makes c a call that sends a file, and returns c.
func (c *call) write(contentType string, content []byte) *call {
	c.method, c.body, c.encode, c.contentType = http.MethodPut, content, asItIs, contentType
	err := checkHeader("Content-type", contentType)
	if contentType == "" {
		err = errors.New("the content type is empty; set one such as application/octet-stream")
	}
	if c.node.err == nil {
		c.node.err = err
	}
	return c
}
