package spec

import (
	"strings"
	"unicode"
)

// This file checks the texts of a description that become names or parts of paths. A line end or
// another special character in them could end a path, a list of permissions or a comment in Go.

// keyPath checks the path to a property that is part of a key, and its alias.
func (c *checker) keyPath(k KeyProperty, t *StructuredType) {
	for segment := range strings.SplitSeq(k.Path, "/") {
		if !isQualified(segment) && !isAwkward(segment, inText) {
			c.fault(c.x.Name(t), k.Pos, "name a property, or a path of properties with / between", "key %.60q of %s is not a path of identifiers", k.Path, t.Name)
			break
		}
	}
	if k.Alias != "" && !isQualified(k.Alias) {
		c.fault(c.x.Name(t), k.Pos, "correct the alias", "the alias of a part of the key %.60q is not a valid identifier, nor several with dots between", k.Alias)
	}
}

// facts checks the annotations for operations, clouds, pages and earlier names.
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
			c.texts(a.Value.Get("with"), isQualified, "name of a property", a.Pos)
		case TermChangedBy:
			c.text(a.Value.Get("action"), isQualified, "name of an action", a.Pos)
		case TermAlias:
			c.texts(&a.Value, isQualified, "earlier name", a.Pos)
		}
	}
}

// documented checks one documented operation. at is the position of values that have none.
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
			c.broken(m.Value.Pos.or(at), "name a cloud, as "+strings.Join(Clouds, ", "), "%.60q is not the name of a cloud", m.Name)
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
		c.broken(v.Pos.or(at), "correct it", "%.60q is not a valid %s", v.Text, what)
	}
}

func isVerb(s string) bool { return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }

// isPath reports whether a text is a path template: characters that RFC 3986 allows in paths,
// letters of every script, and braces.
func isPath(s string) bool {
	return strings.HasPrefix(s, "/") && isAlphanumericOr(s, "/-._~!$&'()*+,;=:@%{}")
}

func isPage(s string) bool       { return isAlphanumericOr(s, "-._") }
func isCloud(s string) bool      { return s != "" && isAlphanumericOr(s, "-._") }
func isPermission(s string) bool { return s != "" && isAlphanumericOr(s, "-._/:") }

// isAlphanumericOr reports whether a text consists of letters, digits and the characters in others.
func isAlphanumericOr(s, others string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune(others, r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
