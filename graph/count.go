package graph

import (
	"errors"
	"net/http"
	"slices"

	"github.com/intunegen/intunegen/odata"
)

// Count reads the number of items in a list: GET …/$count. Builders of collections have a method
// for that; this function is for the lists of OData functions and for lists narrowed by [OfType].
// The list's $filter and $search apply; $select, $expand and $orderby are left out.
//
//	graph.Count(graph.OfType[*intunebeta.Win32LobApp](client.DeviceAppManagement().MobileApps().List()))
func Count[T any](l *List[T]) *Request[int64] {
	call := l.c.node.Count(odata.Choosing(l.c.query))
	if l.c.method != http.MethodGet && call.c.node.err == nil {
		call.c.node.err = errors.New("the result of an action cannot be counted; use len of Collect")
	}
	return (*Request[int64])(call)
}

// WithCount asks for the number of all items along with the items ($count=true). Reading the first
// page sets total to that number. total is unchanged if the service does not return the number.
//
//	var total int64
//	for device, err := range graph.WithCount(client.DeviceManagement().ManagedDevices().List(odata.Top(50)), &total).All(ctx) {
func WithCount[T any](l *List[T], total *int64) *List[T] {
	call := l.c
	call.query = append(slices.Clone(call.query), odata.Count())
	call.total = total
	return &List[T]{core{call}}
}
