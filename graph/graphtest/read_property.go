package graphtest

import (
	"net/http"
	"strconv"
)

// getProperty answers with a structural property, its value or the number of its items.
func (x *request) getProperty() (Reply, *fault) {
	p := x.place
	if p.one == nil || x.state.isBehind(p.one, true) {
		return Reply{}, notFound()
	}
	if p.property.TypeName == "Edm.Stream" {
		return x.getMedia(p.one, p.property.Name)
	}
	raw := p.raw
	if raw == nil || p.property.WriteOnly {
		raw = []byte("null")
	}
	raw = x.state.model.masked(raw, p.property)
	switch {
	case p.end == "$count":
		items, _ := itemsOf(raw)
		return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/plain"}}, Body: strconv.AppendInt(nil, int64(len(items)), 10)}, nil
	case isNull(raw):
		return NoContent(), nil
	case p.end == "$value":
		return rawValue(raw, p.property.TypeName)
	}
	b := append(append([]byte{'{'}, x.context(x.fragment())...), `"value":`...)
	return jsonReply(http.StatusOK, append(append(b, raw...), '}')), nil
}

// rawValue answers with a value without quotes, with the bytes of a binary.
func rawValue(raw []byte, typ string) (Reply, *fault) {
	if isString(raw) {
		raw = []byte(unquote(raw))
	}
	header := http.Header{"Content-Type": {"text/plain"}}
	if typ == "Edm.Binary" {
		if data, err := decodeBase64(string(raw)); err == nil {
			return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/octet-stream"}}, Body: data}, nil
		}
	}
	return Reply{Status: http.StatusOK, Header: header, Body: raw}, nil
}

// serviceDocument answers with the names of the roots.
func (x *request) serviceDocument() (Reply, *fault) {
	if x.place.end != "" {
		return Reply{}, unknownSegment(x.place.end)
	}
	b := append([]byte{'{'}, x.context("")...)
	b = append(b, `"value":[`...)
	for i, root := range x.state.model.Roots {
		if i > 0 {
			b = append(b, ',')
		}
		kind := "Singleton"
		if root.Collection {
			kind = "EntitySet"
		}
		b = append(b, objectOf([]member{{"name", quote(root.Name)}, {"kind", quote(kind)}, {"url", quote(root.Name)}})...)
	}
	return jsonReply(http.StatusOK, append(b, "]}"...)), nil
}
