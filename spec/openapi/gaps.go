package openapi

import (
	"cmp"
	"fmt"
	"slices"
)

// A Gap is a kind of fact that OpenAPI cannot state. Filled counts the facts that are in the other
// description, Left those that are not.
type Gap struct {
	What         string
	Filled, Left int
}

// String returns the gap as one line.
func (g Gap) String() string {
	return fmt.Sprintf("not told by OpenAPI: %s: %d from the embedded description, %d open", g.What, g.Filled, g.Left)
}

// The kinds of gaps, each with what is assumed where the fact is in neither description.
const (
	gapAbstract  = "whether a type is abstract (open: it is not)"
	gapArgument  = "the type of an argument that is JSON text (open: any JSON value)"
	gapBinding   = "whether an operation is bound to a type or to its base (open: to the type)"
	gapContains  = "whether a navigation property contains its targets (open: it does not)"
	gapDerived   = "derived types that nothing refers to (open: unknown)"
	gapFlags     = "whether an enumeration is of flags (open: it is not)"
	gapInline    = "enumerations without a name (open: strings)"
	gapKey       = "the key of an entity type (open: none)"
	gapKind      = "whether a type is an entity or complex type (open: complex)"
	gapMixed     = "what several references of an allOf mean (open: the first is the base, the others lend properties)"
	gapNamed     = "the properties of a type that paths lead to but no schema describes (open: none)"
	gapNullable  = "whether a property or an item of an enumeration or a structured type may be null (open: it may)"
	gapPath      = "what a path leads to (open: it is left out)"
	gapRoot      = "the type at a path's root (open: a type named after the segment)"
	gapStream    = "whether base64url is binary data or a stream (open: binary)"
	gapStructure = "the type of a property that is any object (open: any JSON value)"
	gapValues    = "the numbers of enumeration members (open: counted from 0)"
)

type gaps map[string]*Gap

// note counts one fact that OpenAPI does not state.
func (g gaps) note(what string, filled bool) {
	if g[what] == nil {
		g[what] = &Gap{What: what}
	}
	if filled {
		g[what].Filled++
	} else {
		g[what].Left++
	}
}

func (g gaps) list() []Gap {
	var out []Gap
	for _, gap := range g {
		out = append(out, *gap)
	}
	slices.SortFunc(out, func(a, b Gap) int { return cmp.Compare(a.What, b.What) })
	return out
}
