package odata

import "encoding/json"

// ETag returns the version that the service sent with a model, or "" if it sent none. Pass it as
// graph.IfMatch(odata.ETag(model)) to a request that must fail if others have changed the resource.
func ETag(model any) string {
	rv, p, err := modelOf(model)
	if err != nil {
		return ""
	}
	var etag string
	raw, _ := as[Extra](at(rv.UnsafePointer(), p.extra)).Get("@odata.etag")
	if json.Unmarshal(raw, &etag) != nil {
		return ""
	}
	return etag
}
