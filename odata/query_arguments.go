package odata

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Arguments returns the parameters of a function as a URL has them, not percent-encoded:
//
//	name='O''Brien',count=3
//
// Scalars are literals of the OData ABNF, structured values and collections are JSON. The JSON of a
// parameter that is tagged as alias is an option of the query, and its argument is the name of
// that: ids=@ids. Parameters that are not set are omitted. It is an error if one of them is tagged
// as required, or if a parameter holds a secret.
func Arguments(v any) (arguments string, aliases []QueryOption, err error) {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return "", nil, fmt.Errorf("odata: arguments come from a pointer to a struct, not from a %T", v)
	}
	p, err := planOf(rv.Type().Elem())
	if err != nil {
		return "", nil, err
	}
	if len(Secrets(v)) > 0 {
		return "", nil, errSecretInURL
	}
	var parts []string
	for i := range p.props {
		pr := &p.props[i]
		literal, err := pr.argument(rv.UnsafePointer())
		if err != nil {
			return "", nil, fmt.Errorf("odata: %s%w", pr.name, err)
		}
		if pr.flags&byAlias != 0 && isJSONText(literal) {
			aliases = append(aliases, QueryOption{name: "@" + pr.name, value: literal})
			literal = "@" + pr.name
		}
		if literal != "" {
			parts = append(parts, pr.name+"="+literal)
		}
	}
	return strings.Join(parts, ","), aliases, nil
}

// isJSONText reports whether a literal is a structured value or a collection.
func isJSONText(literal string) bool {
	return strings.HasPrefix(literal, "{") || strings.HasPrefix(literal, "[")
}

var errNotSet = errors.New(" is not set and the function needs it; set it")

// argument returns the literal of a parameter, or "" if it is optional and not set.
func (pr *prop) argument(m mem) (string, error) {
	st := *as[state](at(m, pr.state))
	switch st & kindMask {
	case isAbsent:
		if pr.flags&required != 0 {
			return "", errNotSet
		}
		return "", nil
	case isNull:
		return "null", nil
	}
	e := encoder{body: true, sent: true}
	if pr.list {
		if err := e.list(pr, at(m, pr.value), st); err != nil {
			return "", e.placed(err)
		}
		return string(e.b), nil
	}
	if err := e.value(pr, at(m, pr.value), st); err != nil {
		return "", e.placed(err)
	}
	return literal(string(e.b), pr), nil
}

// literal turns a JSON value into a URL literal. A string gets single quotes, and single quotes
// inside it are doubled. Any other text has no quotes.
func literal(encoded string, pr *prop) string {
	if encoded[0] != '"' {
		return encoded
	}
	s := unquote(encoded)
	switch pr.kind {
	case kindString, kindRaw:
		return enumName(pr.typ) + "'" + strings.ReplaceAll(s, "'", "''") + "'"
	case kindDuration:
		return "duration'" + s + "'"
	case kindBinary:
		return "binary'" + s + "'"
	}
	return s
}

// errSecretInURL is the error of a request that would put a secret into a URL, which others log.
var errSecretInURL = errors.New("odata: a secret cannot be part of a URL, which others log; filter by another property")

// Literal returns the URL literal of one value, a Go scalar or a primitive type of this package. A
// Secret is an error.
func Literal(v any) (string, error) {
	pr := prop{typ: reflect.TypeOf(v)}
	if pr.typ == nil || pr.setKind() != nil || pr.list || pr.elem != nil {
		return "", fmt.Errorf("odata: a %T has no literal; use a property of a scalar type", v)
	}
	if pr.kind == kindSecret {
		return "", errSecretInURL
	}
	held := reflect.New(pr.typ)
	held.Elem().Set(reflect.ValueOf(v))
	e := encoder{body: true, sent: true}
	if err := e.value(&pr, held.UnsafePointer(), isValue); err != nil {
		return "", err
	}
	return literal(string(e.b), &pr), nil
}
