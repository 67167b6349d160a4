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
			c.unique(m.Name, "member", e.Name, m.Pos)
		}
	}
	for _, d := range s.TypeDefs {
		c.define(s.Namespace, d.Name, d.Pos)
	}
}

// define records a name of a schema. It checks that the name is an identifier and not yet defined.
func (c *checker) define(namespace, name string, at Position) {
	c.identifier(name, at)
	qualified := namespace + "." + name
	if first, double := c.defined[qualified]; double {
		c.errs.Add(Errorf(at, "remove one of the two", "%s is defined twice, first at %s", qualified, first))
		return
	}
	c.defined[qualified] = at
}

// unique checks that a name is an identifier, and that its owner has no other member of that name.
func (c *checker) unique(name, what, owner string, at Position) {
	c.identifier(name, at)
	if c.members[name] {
		c.errs.Add(Errorf(at, "remove one of the two", "%s %s of %s is defined twice", what, name, owner))
	}
	c.members[name] = true
}

// maxName is the maximal number of characters of an identifier.
const maxName = 128

// identifier checks a name by the rule of CSDL 4.01, section 15.2: a letter or underscore, then up
// to 127 letters, digits, underscores and other characters that join or combine.
func (c *checker) identifier(name string, at Position) {
	switch {
	case name == "":
		c.errs.Add(Errorf(at, "give it a name", "the name is empty"))
	case len(name) > maxName && utf8.RuneCountInString(name) > maxName:
		c.errs.Add(Errorf(at, "shorten the name", "name %.40q… is longer than %d characters", name, maxName))
	case !isIdentifier(name):
		c.errs.Add(Errorf(at, "correct the name", "name %q is not a valid identifier", name))
	}
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
		c.errs.Add(Errorf(at, "shorten it", "%s %.40q… is longer than %d characters", what, name, maxQualified))
	case !isQualified(name):
		c.errs.Add(Errorf(at, remedy, "%s %.60q is not a valid identifier, nor several with dots between", what, name))
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
