package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// deprecation returns the paragraphs of a comment that mark its symbol as deprecated. Companions of
// the symbol have them too: Go's tools report each use, whatever the symbol is used by.
func deprecation(doc []string) []string {
	return slices.DeleteFunc(slices.Clone(doc), func(paragraph string) bool { return !strings.HasPrefix(paragraph, "Deprecated:") })
}

// companion writes the comment of a symbol that belongs to one with the comment doc.
func companion(sentence string, doc []string) *jen.Statement {
	return comment(append([]string{sentence}, deprecation(doc)...)...)
}

// alias writes the declaration of an earlier name.
//
//	// <Earlier> is the name of <Name> from when the service said <wire>.
//	//
//	// Deprecated: use <Name>.
//	type <Earlier> = <Name>
func alias(a *ir.Alias) jen.Code {
	kind := jen.Type()
	switch {
	case a.Constant:
		kind = jen.Const()
	case a.Variable:
		kind = jen.Var()
	}
	return lines(comment(aliasDoc(a)...), kind.Id(a.Go).Op("=").Id(a.Of))
}

func aliasDoc(a *ir.Alias) []string {
	return []string{a.Go + " is the name of " + a.Of + " from when the service said " + a.Wire + ".", "Deprecated: use " + a.Of + "."}
}
