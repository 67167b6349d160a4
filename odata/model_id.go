package odata

import "encoding/json"

// ID returns the id of a resource: a model, a pointer to one, or an interface that holds one. It is
// "" if the model has none, as before it is created or where $select left it out.
func ID(model any) string {
	rv, p, err := modelOf(model)
	if err != nil {
		return ""
	}
	return idOf(record{p, rv.UnsafePointer()})
}

func idOf(r record) string {
	raw := r.json("id")
	var id string
	if len(raw) > 0 && raw[0] != '"' && raw[0] != 'n' && r.sets("id") {
		return string(raw) // a number
	}
	if json.Unmarshal(raw, &id) != nil {
		return ""
	}
	return id
}
