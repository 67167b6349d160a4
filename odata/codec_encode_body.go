package odata

// PatchBody encodes a patch as the body of an update. Every object starts with its @odata.type,
// also if it was received without one. It is an error if a property of the patch is null and not
// nullable.
func PatchBody(v any) ([]byte, error) { return encode(v, true, rootPatch) }

// CreateBody encodes a model as the body that creates or replaces it. It is like [PatchBody], but
// omits the model's read-only properties and the annotations in its Extra.
func CreateBody(v any) ([]byte, error) { return encode(v, true, rootCreate) }

// ParamsBody encodes the parameters of an action.
func ParamsBody(v any) ([]byte, error) { return encode(v, true, rootPlain) }
