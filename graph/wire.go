package graph

import (
	"fmt"
	"log/slog"
	"net/http"
	"strings"
)

// A Wire is a request as it goes out: what Build makes, without any network.
type Wire struct {
	Method, URL string
	Header      http.Header
	Body        []byte // nil when the request has none
	// Template is the path with names for keys,
	// "/deviceManagement/managedDevices/{managedDeviceId}". The table of operations has the request
	// by it.
	Template string
}

// String returns the method and the path. The other parts, which may have secrets, are left out.
func (w Wire) String() string {
	address, _, _ := strings.Cut(w.URL, "?")
	return w.Method + " " + address
}

// GoString is String for %#v.
func (w Wire) GoString() string { return fmt.Sprintf("graph.Wire{%q}", w.String()) }

// LogValue returns what String returns.
func (w Wire) LogValue() slog.Value { return slog.StringValue(w.String()) }
