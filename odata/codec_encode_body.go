package odata

// PatchBody encodes a patch as the body of an update. Every object starts with its @odata.type,
// also if it was received without one. It is an error if a property of the patch is null and not
// nullable, and if Extra has what is not for an update: a property of the model that the patch does
// not have, a value that did not fit its property, an annotation other than name@odata.bind of a
// navigation property, or an operation that the service advertises (#namespace.action). The error
// names all of these.
func PatchBody(v any) ([]byte, error) { return PatchBodyAmong(nil, v) }

// PatchBodyAmong is [PatchBody] for a package that has these types. The name of another of them in
// place of the patch's own is an error. Any other name is sent, for a type that is newer than the
// package.
func PatchBodyAmong(types TypeSet, v any) ([]byte, error) {
	return encode(v, encoder{body: true, sent: true, root: rootPatch, known: types})
}

// CreateBody encodes a model as the body that creates or replaces it. It sends all that is set, and
// starts every object with its @odata.type. It is an error if the model itself has a read-only
// property, an annotation other than name@odata.bind of a navigation property, or an operation that
// the service advertises. The error names all of these; [Clone] takes them out of a model that was
// read.
func CreateBody(v any) ([]byte, error) {
	return encode(v, encoder{body: true, sent: true, root: rootCreate})
}

// ParamsBody encodes the parameters of an action.
func ParamsBody(v any) ([]byte, error) { return encode(v, encoder{body: true, sent: true}) }
