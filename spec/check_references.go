package spec

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// reference checks that a type that a node names is defined in this document, is built in, or may
// be defined in another document.
func (c *checker) reference(node any, written string, at Position) {
	name := c.x.Resolve(written)
	if _, ok := c.defined[name]; ok || slices.Contains(edmTypes, name) || isQualified(name) && c.external(name) {
		return
	}
	c.fault(node, at, c.remedy(name), "type %s is not defined", written)
}

func (c *checker) remedy(name string) string {
	if strings.HasPrefix(name, "Edm.") {
		return cmp.Or(Suggest(name, edmTypes), "name a type that CSDL 4.01 defines, as Edm.String")
	}
	if known, ok := c.folded()[strings.ToLower(name)]; ok {
		return "did you mean " + known
	}
	return "correct the name, or add the type by an overlay"
}

// folded maps the defined names in lower case to the names. Of several that differ in case alone,
// it has the first in order.
func (c *checker) folded() map[string]string {
	if c.lower == nil {
		c.lower = make(map[string]string, len(c.defined))
		for _, known := range slices.Sorted(maps.Keys(c.defined)) {
			if _, ok := c.lower[strings.ToLower(known)]; !ok {
				c.lower[strings.ToLower(known)] = known
			}
		}
	}
	return c.lower
}

// external reports whether a type may be defined in another document. Its namespace is not one of
// this document, and one of these holds: the document has references, whose content is not known;
// the namespace has the first segment of one of the document's, as in an export of a part of a
// service; or the namespace is unlike all of them, as the one of a type of the service's own
// program.
func (c *checker) external(name string) bool {
	if strings.HasPrefix(name, "Org.OData.") {
		return true
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 || name[:dot] == "Edm" || slices.ContainsFunc(c.x.Doc.Schemas, func(s *Schema) bool { return s.Namespace == name[:dot] }) {
		return false
	}
	root, _, _ := strings.Cut(name, ".")
	return len(c.x.Doc.References) > 0 ||
		slices.ContainsFunc(c.x.Doc.Schemas, func(s *Schema) bool { return strings.HasPrefix(s.Namespace, root+".") }) ||
		!c.mistyped(name[:dot])
}

// mistyped reports whether a namespace is so like a namespace or alias of the document that it is
// probably a typing error.
func (c *checker) mistyped(namespace string) bool {
	var defined []string
	for _, s := range c.x.Doc.Schemas {
		defined = append(defined, s.Namespace, s.Alias)
	}
	return Nearest(namespace, defined, len(namespace)/4+1) != ""
}
