package spec

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

func (c *checker) names(s *Schema) {
	for _, t := range s.Types {
		c.define(s.Namespace, t.Name, t.Pos)
	}
	for _, e := range s.Enums {
		c.define(s.Namespace, e.Name, e.Pos)
		clear(c.members)
		for _, m := range e.Members {
			c.unique(s.Namespace+"."+e.Name, m.Name, "member", e.Name, m.Pos, inText)
		}
	}
	for _, d := range s.TypeDefs {
		c.define(s.Namespace, d.Name, d.Pos)
	}
}

// define records the name of a type. It checks that the name is an identifier and not yet defined.
// Names of terms, of operations and of the container may be those of types too: they are used in
// other places, and Microsoft's descriptions have some, although CSDL 4.01 forbids it.
func (c *checker) define(namespace, name string, at Position) {
	qualified := namespace + "." + name
	c.identifier(qualified, name, at, inPaths)
	if first, double := c.defined[qualified]; double {
		c.fault(qualified, at, "remove one of the two", "%s is defined twice, first at %s", qualified, first)
		return
	}
	c.defined[qualified] = at
}

// unique checks the name of a node: that it is an identifier, and that its owner has no other
// member of that name.
func (c *checker) unique(node any, name, what, owner string, at Position, in use) {
	c.identifier(node, name, at, in)
	if c.members[name] {
		c.fault(node, at, "remove one of the two", "%s %s of %s is defined twice", what, name, owner)
	}
	c.members[name] = true
}

// maxName is the maximal number of characters of an identifier.
const maxName = 128

// identifier checks the name of a node by the rule of CSDL 4.01, section 15.2: a letter or
// underscore, then up to 127 letters, digits, underscores and other characters that join or
// combine. It notes a name that has other characters and can be used all the same.
func (c *checker) identifier(node any, name string, at Position, in use) {
	switch {
	case name == "":
		c.fault(node, at, "give it a name", "the name is empty")
	case len(name) > maxName && utf8.RuneCountInString(name) > maxName:
		c.fault(node, at, "shorten the name", "name %.40q… is longer than %d characters", name, maxName)
	case isIdentifier(name):
	case isAwkward(name, in):
		c.note(at, "its Go name has underscores for other characters", "name %q is not a valid identifier of OData, and is used as it is", name)
	default:
		c.fault(node, at, "correct the name", "name %q is not a valid identifier", name)
	}
}

// A use says where a name is used, by the characters that it may have there beyond the letters,
// digits and underscores of identifiers.
type use string

const (
	inPaths use = "-"    // types, operations, parameters, and properties that lead on
	inText  use = "-.()" // names and values in JSON: structural properties and members
)

// isAwkward reports whether a name is usable although it is not an identifier, as are "request-id"
// and, for a member of an enumeration, "Collection(String)", which descriptions of Microsoft have.
func isAwkward(name string, in use) bool {
	hasLetter := strings.ContainsFunc(name, func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) })
	return hasLetter && isAlphanumericOr(name, "_"+string(in)) && name[0] != '.'
}

func isIdentifier(name string) bool {
	for i, r := range name {
		first := r == '_' || unicode.In(r, unicode.L, unicode.Nl)
		if !first && (i == 0 || !unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc, unicode.Pc, unicode.Cf)) {
			return false
		}
	}
	return true
}

// maxQualified is the maximal number of characters of a namespace (CSDL 4.01, section 5.1).
const maxQualified = 511

// qualified checks a name that consists of identifiers with dots between, as a namespace does.
func (c *checker) qualified(name, what, remedy string, at Position) {
	switch {
	case len(name) > maxQualified && utf8.RuneCountInString(name) > maxQualified:
		c.broken(at, "shorten it", "%s %.40q… is longer than %d characters", what, name, maxQualified)
	case !isQualified(name):
		c.broken(at, remedy, "%s %.60q is not a valid identifier, nor several with dots between", what, name)
	}
}

func isQualified(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if part == "" || !isIdentifier(part) {
			return false
		}
	}
	return true
}

// optional is qualified for a name that may be empty.
func (c *checker) optional(name, what, remedy string, at Position) {
	if name != "" {
		c.qualified(name, what, remedy, at)
	}
}

// namespaces checks the namespaces and aliases of the document and of the documents it references.
func (c *checker) namespaces(doc *Document) {
	for _, r := range doc.References {
		for _, i := range r.Includes {
			c.qualified(i.Namespace, "the included namespace", "correct the namespace", i.Pos)
			c.optional(i.Alias, "the alias", "correct the alias, or remove it", i.Pos)
		}
	}
	for _, s := range doc.Schemas {
		c.qualified(s.Namespace, "the namespace", "correct the namespace", s.Pos)
		c.optional(s.Alias, "the alias", "correct the alias, or remove it", s.Pos)
	}
}
