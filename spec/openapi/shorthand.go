package openapi

import (
	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A shorthand is what a schema that is no type stands for.
type shorthand struct {
	typeInfo
	read  bool // false while it is read
	lists int  // within how many lists that is
}

// shorthand returns what a schema that is no type stands for. It is read once, because such schemas
// may refer to one another: to themselves too as the items of a list, which then are any JSON
// values.
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
