package snippet

import (
	"net/url"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// This file reads keys and literals of URLs.

// plainKey reads a segment that is the key of an item.
func (s *state) plainKey(m *ir.Method, seg segment) *spec.Error {
	if strings.HasPrefix(seg.name, "$") {
		return s.unknown(seg)
	}
	if len(m.Keys) != 1 {
		return s.request.errorf(seg.start, "write the parts of the key in parentheses behind the collection", "a key of %s has %d parts", m.To.Model.Wire, len(m.Keys))
	}
	return s.addKey(m, []*node{{span: seg.span, kind: 's', text: seg.text}})
}

// key reads a key in parentheses: one literal, or a name and a literal for each part.
func (s *state) key(m *ir.Method, seg segment) *spec.Error {
	if m == nil {
		return s.request.errorf(seg.inside.start, "remove the parentheses", "%s is not a collection", seg.name)
	}
	arguments := s.request.arguments(*seg.inside)
	if len(arguments) != len(m.Keys) {
		return s.request.errorf(seg.inside.start, "give each part", "a key of %s has %d parts", m.To.Model.Wire, len(m.Keys))
	}
	parts := make([]*node, len(m.Keys))
	for i, key := range m.Keys {
		for _, a := range arguments {
			if a.name == key.Wire || a.name == "" && len(m.Keys) == 1 {
				n, err := s.literal(a.literal)
				if err != nil {
					return err
				}
				parts[i] = n
			}
		}
		if parts[i] == nil {
			return s.request.errorf(seg.inside.start, "give each part by its name", "the key lacks %s", key.Wire)
		}
	}
	return s.addKey(m, parts)
}

func (s *state) addKey(m *ir.Method, parts []*node) *spec.Error {
	var keys []*ir.Value
	for i, n := range parts {
		v, why := s.scalar(&m.Keys[i].Type, n)
		if why != "" {
			return s.request.errorf(n.start, "write a key of that type", "the key %s %s", m.Keys[i].Wire, why)
		}
		keys = append(keys, v)
	}
	s.add(m, keys...)
	return nil
}

// literal converts a literal of a URL to a JSON value.
func (s *state) literal(at span) (*node, *spec.Error) {
	raw := string(s.request.text[at.start:at.end])
	text, err := url.PathUnescape(strings.TrimSpace(raw))
	if err != nil {
		return nil, s.request.errorf(at.start, "write a per cent sign as %25", "%q is not escaped as a URL is", raw)
	}
	n := &node{span: at, kind: 's', text: text}
	switch {
	case strings.HasPrefix(text, "@"):
		return nil, s.request.errorf(at.start, "write the value in place of the alias", "parameter aliases are not translated")
	case strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{\""):
		parsed, err := parseJSON(&s.request.source, at)
		if err != nil {
			return nil, err.(*spec.Error)
		}
		return parsed, nil
	case strings.EqualFold(text, "true") || strings.EqualFold(text, "false"):
		n.kind, n.text = 'b', strings.ToLower(text)
	case text == "null":
		n.kind = 'z'
	case number.MatchString(text):
		n.kind = 'n'
	default:
		n.text = unquote(text)
	}
	return n, nil
}

// unquote returns the text of a literal in single quotes, which may have the prefix of its type.
// Other text is returned as it is. for its type; other text as it is.
func unquote(text string) string {
	for _, prefix := range []string{"'", "duration'", "binary'"} {
		if inside, ok := strings.CutPrefix(text, prefix); ok && strings.HasSuffix(inside, "'") {
			return strings.ReplaceAll(strings.TrimSuffix(inside, "'"), "''", "'")
		}
	}
	return text
}
