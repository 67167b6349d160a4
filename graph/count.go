package graph

import (
	"errors"
	"net/http"
	"slices"

	"github.com/intunegen/intunegen/odata"
)

// Count reads how many items a list has: GET …/$count. Builders of collections have a method for it; this is for the lists of functions and
// for those that [OfType] narrowed. A condition of the list holds for what is counted; what it selects, expands and orders is left out.
//
//	graph.Count(graph.OfType[*intunebeta.Win32LobApp](client.DeviceAppManagement().MobileApps().List()))
func Count[T any](l *List[T]) *Request[int64] {
	call := l.c.node.Count(odata.Choosing(l.c.query))
	if l.c.method != http.MethodGet && call.c.node.err == nil {
		call.c.node.err = errors.New("the result of an action cannot be counted")
	}
	return (*Request[int64])(call)
}

// WithCount asks for the number of all items along with the items ($count=true), which total is set to when the first page was read, and
// left as it is by a service that does not say.
//
//	var total int64
//	for device, err := range graph.WithCount(client.DeviceManagement().ManagedDevices().List(odata.Top(50)), &total).All(ctx) {
func WithCount[T any](l *List[T], total *int64) *List[T] {
	call := l.c
	call.query = append(slices.Clone(call.query), odata.Count())
	call.total = total
	return &List[T]{core{call}}
}
