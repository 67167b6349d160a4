// Package wiretext shows as text what a request sends, for tests that compare it.
package wiretext

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// Of returns what a request sends: method and URL, the headers in alphabetical order, and after an
// empty line the body, byte for byte. Of a model or a patch it returns the body alone. What cannot
// be sent gives the error.
func Of(v any) string {
	request, ok := v.(interface{ Build() (graph.Wire, error) })
	if !ok {
		body, err := odata.Marshal(v)
		if err != nil {
			return "error: " + err.Error() + "\n"
		}
		return string(body) + "\n"
	}
	wire, err := request.Build()
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s\n", wire.Method, wire.URL)
	for _, name := range slices.Sorted(maps.Keys(wire.Header)) {
		fmt.Fprintf(&out, "%s: %s\n", name, strings.Join(wire.Header[name], ", "))
	}
	if wire.Body != nil {
		fmt.Fprintf(&out, "\n%s\n", wire.Body)
	}
	return out.String()
}
