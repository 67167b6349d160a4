package odata

import "encoding/json"

// ETag returns the version of a model that the service sent with it, "" if it sent none. A request that changes it only if nobody else has
// takes it as graph.IfMatch(odata.ETag(model)).
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
