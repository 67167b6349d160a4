package spec

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file checks the texts that are names, or parts of paths, of what a description has beside
// its types: those must be neither ends of lines nor anything else that a path, a list of
// permissions or a comment in Go could take for its own.

// maxQualified is how many characters the name of a namespace may have (CSDL 4.01, section 5.1).
const maxQualified = 511

// qualified checks a name of identifiers with dots between, as that of a namespace.
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

// optional is qualified for what may be missing.
func (c *checker) optional(name, what, remedy string, at Position) {
	if name != "" {
		c.qualified(name, what, remedy, at)
	}
}

// namespaces checks the names of namespaces, those of other documents included.
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

// keyPath checks the path to a property that is part of a key, and the name that URLs have for it.
func (c *checker) keyPath(k KeyProperty, t *StructuredType) {
	for segment := range strings.SplitSeq(k.Path, "/") {
		if !isQualified(segment) {
			c.errs.Add(Errorf(k.Pos, "name a property, or a path of properties with / between", "key %.60q of %s is not a path of identifiers", k.Path, t.Name))
			break
		}
	}
	c.optional(k.Alias, "the alias of a part of the key", "correct the alias", k.Pos)
}

// facts checks what annotations say of operations, clouds, pages and earlier names.
func (c *checker) facts(list []*Annotation) {
	for _, a := range list {
		switch a.Term {
		case TermOperations:
			for i := range a.Value.List {
				c.documented(&a.Value.List[i], a.Pos)
			}
		case TermAbsent:
			c.clouds(&a.Value, a.Pos)
		case TermPage:
			c.text(&a.Value, isPage, "name of a page", a.Pos)
		case TermUpdate:
			c.text(a.Value.Get("verb"), isVerb, "HTTP method", a.Pos)
		case TermChangedBy:
			c.text(a.Value.Get("action"), isQualified, "name of an action", a.Pos)
		case TermAlias:
			c.texts(&a.Value, isQualified, "earlier name", a.Pos)
		}
	}
}

// documented checks one documented operation; at is where those are that have no place of their
// own.
func (c *checker) documented(v *Value, at Position) {
	c.text(v.Get("method"), isVerb, "HTTP method", at)
	c.text(v.Get("path"), isPath, "path", at)
	c.text(v.Get("page"), isPage, "name of a page", at)
	for _, name := range []string{"delegated", "personal", "application"} {
		c.texts(v.Get(name), isPermission, "permission", at)
	}
	c.clouds(v.Get("clouds"), at)
}

// clouds checks the names of an object of clouds.
func (c *checker) clouds(v *Value, at Position) {
	if v == nil {
		return
	}
	for _, m := range v.Members {
		if !isCloud(m.Name) {
			c.errs.Add(Errorf(placeIn(m.Value.Pos, at), "name a cloud, as "+strings.Join(Clouds, ", "), "%.60q is not the name of a cloud", m.Name))
		}
	}
}

func (c *checker) texts(list *Value, is func(string) bool, what string, at Position) {
	if list == nil {
		return
	}
	for i := range list.List {
		c.text(&list.List[i], is, what, at)
	}
}

// text checks a text, which may be missing.
func (c *checker) text(v *Value, is func(string) bool, what string, at Position) {
	if v != nil && (v.Kind != String || !is(v.Text)) {
		c.errs.Add(Errorf(placeIn(v.Pos, at), "correct it", "%.60q is not a valid %s", v.Text, what))
	}
}

func isVerb(s string) bool { return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

// isPath reports whether a text is a path template: what RFC 3986 allows in paths, letters of every
// script, and braces.
func isPath(s string) bool {
	return strings.HasPrefix(s, "/") && consists(s, "/-._~!$&'()*+,;=:@%{}")
}

func isPage(s string) bool       { return consists(s, "-._") }
func isCloud(s string) bool      { return s != "" && consists(s, "-._") }
func isPermission(s string) bool { return s != "" && consists(s, "-._/:") }

// consists reports whether a text is of letters, digits and the characters of others alone.
func consists(s, others string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		plain := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' // which nearly all are
		return !plain && !strings.ContainsRune(others, r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
