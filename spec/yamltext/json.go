package yamltext

import (
	"bytes"
	"encoding/json"
	"strings"

	yaml "github.com/oasdiff/yaml3"
)

// IsJSON reports whether a text is an object or a list in JSON. The YAML library cannot read all of
// JSON: it refuses the escapes of "/" and of characters beyond 16 bits, and some characters that
// YAML requires to be escaped.
func IsJSON(data []byte) bool {
	text := bytes.TrimLeft(data, " \t\r\n")
	return len(text) > 0 && (text[0] == '{' || text[0] == '[') && json.Valid(text)
}

// fromJSON parses a text for which IsJSON returns true. The nodes are those of the YAML library,
// but with columns in bytes.
func fromJSON(data []byte) *yaml.Node {
	r := jsonReader{data: data, tokens: json.NewDecoder(bytes.NewReader(data)), line: 1}
	r.tokens.UseNumber()
	return r.next()
}

type jsonReader struct {
	data   []byte
	tokens *json.Decoder
	at     int // offset up to which lines are counted
	line   int // line of that offset
	start  int // offset of the start of the line
}

// next reads a value or a name. It returns nil at the end of an object or a list.
func (r *jsonReader) next() *yaml.Node {
	n := &yaml.Node{}
	r.place(n)
	token, _ := r.tokens.Token() // cannot fail, because the text is valid
	switch token := token.(type) {
	case json.Delim:
		return r.nested(n, token)
	case string:
		n.Kind, n.Tag, n.Style, n.Value = yaml.ScalarNode, "!!str", yaml.DoubleQuotedStyle, token
	case json.Number:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, tagOfNumber(token.String()), token.String()
	case bool:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!bool", map[bool]string{true: "true", false: "false"}[token]
	case nil:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!null", "null"
	}
	return n
}

// nested reads the rest of an object or a list. It returns nil for a closing bracket.
func (r *jsonReader) nested(n *yaml.Node, bracket json.Delim) *yaml.Node {
	switch bracket {
	case '{':
		n.Kind, n.Tag, n.Style = yaml.MappingNode, "!!map", yaml.FlowStyle
	case '[':
		n.Kind, n.Tag, n.Style = yaml.SequenceNode, "!!seq", yaml.FlowStyle
	default:
		return nil
	}
	for item := r.next(); item != nil; item = r.next() {
		n.Content = append(n.Content, item)
	}
	return n
}

// place gives a node the position of the next token.
func (r *jsonReader) place(n *yaml.Node) {
	end := int(r.tokens.InputOffset())
	for end < len(r.data) && strings.IndexByte(" \t\r\n,:", r.data[end]) >= 0 {
		end++
	}
	for ; r.at < end; r.at++ {
		if r.data[r.at] == '\n' {
			r.line, r.start = r.line+1, r.at+1
		}
	}
	n.Line, n.Column = r.line, end-r.start+1
}

func tagOfNumber(number string) string {
	if strings.ContainsAny(number, ".eE") {
		return "!!float"
	}
	return "!!int"
}
