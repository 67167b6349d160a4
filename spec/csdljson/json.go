package csdljson

import (
	"bytes"
	"encoding/json"

	"github.com/intunegen/intunegen/spec"
)

// WriteJSON returns a document as CSDL JSON, indented. The same document gives the same bytes.
func WriteJSON(doc *spec.Document) ([]byte, error) {
	root, err := Value(doc)
	if err != nil {
		return nil, err
	}
	var compact, out bytes.Buffer
	appendJSON(&compact, &root)
	if err := json.Indent(&out, compact.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

func appendJSON(out *bytes.Buffer, v *spec.Value) {
	switch v.Kind {
	case spec.Null:
		out.WriteString("null")
	case spec.Bool, spec.Number:
		out.WriteString(v.Text)
	case spec.String:
		appendString(out, v.Text)
	case spec.List:
		out.WriteByte('[')
		for i := range v.List {
			comma(out, i)
			appendJSON(out, &v.List[i])
		}
		out.WriteByte(']')
	case spec.Object:
		out.WriteByte('{')
		for i := range v.Members {
			comma(out, i)
			appendString(out, v.Members[i].Name)
			out.WriteByte(':')
			appendJSON(out, &v.Members[i].Value)
		}
		out.WriteByte('}')
	}
}

func comma(out *bytes.Buffer, i int) {
	if i > 0 {
		out.WriteByte(',')
	}
}

// appendString appends a string literal. Encoding a string to a buffer cannot fail.
func appendString(out *bytes.Buffer, s string) {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s)
	out.Truncate(out.Len() - 1) // the line end that Encode adds
}
