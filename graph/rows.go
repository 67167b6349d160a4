package graph

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"

	"github.com/intunegen/intunegen/odata"
)

// Rows narrows a list to what a struct of the user's holds. The tag of each field is the name of a
// property:
//
//	type row struct {
//		ID       string     `odata:"id"`
//		Name     string     `odata:"deviceName"`
//		LastSync odata.Time `odata:"lastSyncDateTime"`
//	}
//	devices := client.DeviceManagement().ManagedDevices().List(odata.Top(1000))
//	for r, err := range graph.Rows[row](devices).All(ctx) {
//
// A field is a string, bool, number or time.Time, a primitive type of package odata, an
// enumeration, a generated model, a struct with tags, a slice of these or a pointer to one. A plain
// field is zero for null and for a property that is absent; a pointer is nil; an [odata.Field]
// tells the three apart. A time.Time is in UTC. A string can also hold an enumeration and the text
// of a time, a date, a duration, a GUID and of base64; time.Duration and []byte hold the latter
// decoded.
//
// The struct gives $select and $expand: a struct with tags for a navigation property gives $expand
// with a $select of its own; for a complex property the whole property is selected. So these two
// options cannot be among those of the list. Names and types are checked before anything is sent:
// an error of the request names each field that does not fit, and what the entity has. A property
// of a derived type needs [OfType] first. Nothing is added to the link of [Continue].
//
// A received value that does not fit its field is an error with its path. It goes to the field of
// type [odata.Extra] if the struct has one, with everything else that no field holds.
func Rows[R, T any](l *List[T]) *List[R] {
	return &List[R]{core{*l.c.rows(reflect.TypeFor[R](), reflect.TypeFor[T]())}}
}

// rows returns a call that reads the items of type item of c into rows of type row.
func (c *call) rows(row, item reflect.Type) *call {
	call := *c
	var options []odata.QueryOption
	var err error
	if call.row, options, err = odata.NewRow(row, item); err == nil && call.node.link == "" {
		err = call.shape(options)
	}
	if err != nil && call.node.err == nil {
		node := *call.node
		node.err = err
		call.node = &node
	}
	return &call
}

// shape adds the options that a row gives. An action takes none.
func (c *call) shape(options []odata.QueryOption) error {
	for _, name := range []string{"$select", "$expand"} {
		if odata.HasOption(c.query, name) {
			return fmt.Errorf("the list has a %s beside that of its rows; leave it out, and give the rows the fields", name)
		}
	}
	if c.method == http.MethodGet {
		c.query = slices.Concat(c.query, options)
	}
	return nil
}
