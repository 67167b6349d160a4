package odata

import (
	"encoding/json"
	"strings"
)

// differ records that two values differ. It reports true if they are not compared after all, being
// secrets that are ignored.
func (c *comparison) differ(pr *prop, have, want operand, element bool) bool {
	secret := isSecretValue(pr, have, element) || isSecretValue(pr, want, element)
	if secret && c.noSecrets {
		return true
	}
	if c.recording {
		c.record(jsonOf(pr, have, element), jsonOf(pr, want, element), secret)
	}
	return false
}

func (c *comparison) record(have, want json.RawMessage, secret bool) {
	if secret {
		have, want = nil, nil
	}
	c.found = append(c.found, Change{Path: c.pointer(), Have: have, Want: want, Secret: secret})
}

// pointer returns the current path as a JSON Pointer.
func (c *comparison) pointer() string {
	var b strings.Builder
	for _, s := range c.path {
		b.WriteString("/" + pointerEscapes.Replace(s.name))
	}
	return b.String()
}

// isSecretValue reports whether a value is a secret, or what a service returns in place of one.
func isSecretValue(pr *prop, o operand, element bool) bool {
	if pr.kind == kindSecret {
		return true
	}
	single := o.is(isValue) && (element || !pr.list)
	return single && (pr.kind == kindString || pr.kind == kindBinary) && isMask(*as[string](o.m))
}

// isMask reports whether a text is one that Intune returns in place of a secret: asterisks, the
// base64 of <a/>, or the state of a value that is kept as a token.
func isMask(s string) bool {
	return len(s) >= 4 && strings.Trim(s, "*") == "" || s == "PGEvPg==" || s == "encryptedValueToken"
}

// jsonOf returns a value as JSON with its secrets hidden. It is nil if the value is absent or
// cannot be encoded.
func jsonOf(pr *prop, o operand, element bool) json.RawMessage {
	e := encoder{hide: true}
	var err error
	switch {
	case o.is(isAbsent):
		return nil
	case element:
		err = e.value(pr, o.m, o.st)
	default:
		single := *pr
		single.value = 0
		err = e.property(&single, o.m, o.st, rootPlain)
	}
	if err != nil {
		return nil
	}
	return e.b
}
