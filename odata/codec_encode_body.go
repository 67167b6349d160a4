package odata

// PatchBody encodes a patch as the body of an update: @odata.type comes first in every object, whatever was received. Null for a
// property of the patch that is not nullable is an error.
func PatchBody(v any) ([]byte, error) { return encode(v, true, rootPatch) }

// CreateBody encodes a model as the body that creates or replaces it: like PatchBody, without the model's read-only properties and
// without annotations in its Extra.
func CreateBody(v any) ([]byte, error) { return encode(v, true, rootCreate) }

// ParamsBody encodes the parameters of an action.
func ParamsBody(v any) ([]byte, error) { return encode(v, true, rootPlain) }
