package openapi

import (
	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A shorthand is the type that a schema without a type of its own means.
type shorthand struct {
	typeInfo
	read  bool // false while it is being read
	lists int  // number of lists around the place where it is read
}

// shorthand returns the type that a schema without a type of its own means. It reads each schema
// once, because such schemas may refer to each other. Items of a list that refer back to it are any
// JSON values.
func (r *reader) shorthand(n *yaml.Node) typeInfo {
	known := r.shorthands[n]
	switch {
	case known == nil:
		known = &shorthand{lists: r.lists}
		r.shorthands[n] = known
		known.typeInfo, known.read = r.typeOf(n), true
	case !known.read && known.lists < r.lists:
		return typeInfo{spec.TypeRef{Name: untyped, Nullable: true, Pos: r.text.At(n)}, true}
	case !known.read:
		r.errs.Add(spec.Errorf(r.text.At(n), "correct a $ref", "the schema leads back to itself"))
	}
	return known.typeInfo
}
