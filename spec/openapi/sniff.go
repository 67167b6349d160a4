package openapi

import (
	"bytes"
	"net/url"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// maxNodes bounds the number of values and names in a text, which is estimated from its
// punctuation. Each takes up to 240 bytes of memory, so that a small file could fill it.
// Microsoft's files have about 58,000 in a megabyte, so that all of Graph fits.
const maxNodes = 4_200_000

// maxText bounds the length of a text in bytes. Microsoft's file of all of Graph beta has about 60
// MB.
const maxText = 80 << 20

// sniff returns an error for a text that is evidently not OpenAPI. The error says what the text is.
func sniff(file string, data []byte) error {
	at := spec.Position{File: file, Line: 1, Column: 1}
	text := bytes.TrimSpace(data)
	switch {
	case bytes.HasPrefix(text, []byte("<")) && bytes.Contains(text[:min(len(text), 4096)], []byte("Edmx")):
		return spec.Errorf(at, "give it as --metadata", "this is CSDL XML, not OpenAPI")
	case bytes.HasPrefix(text, []byte("<")):
		return spec.Errorf(at, "give OpenAPI 3 in YAML or JSON", "this is XML or HTML, not OpenAPI")
	}
	if len(data) > maxText {
		return spec.Errorf(at, "give a smaller description, as Microsoft's file of one workload", "the description is larger than %d MiB", maxText>>20)
	}
	if nodes(data) > maxNodes {
		return spec.Errorf(at, "give a smaller description, as Microsoft's file of one workload", "the description holds more than %d values", maxNodes)
	}
	return nil
}

// nodes returns an upper bound for the number of values and names in a text. A line, or an item in
// flow style, starts at most a name and its value.
func nodes(data []byte) (n int) {
	for mark, starts := range map[string]int{"\n": 2, ",": 2, "? ": 2, "[": 1, "{": 1, "- ": 1} {
		n += starts * bytes.Count(data, []byte(mark))
	}
	return n
}

// otherFormat returns an error for a description in another format, which it names.
func (r *reader) otherFormat(root *yaml.Node) error {
	if v := get(root, "swagger"); v != nil {
		return spec.Errorf(r.text.At(v), "convert it to OpenAPI 3, or give the service's CSDL as --metadata", "this is OpenAPI 2 (Swagger %s)", v.Value)
	}
	if v := get(root, "$Version"); v != nil {
		return spec.Errorf(r.text.At(v), "give it as --metadata", "this is CSDL JSON, not OpenAPI")
	}
	return nil
}

// isVersion reports whether a version is one of OpenAPI 3.0 or 3.1.
func isVersion(v string) bool {
	for _, known := range []string{"3.0", "3.1"} {
		if v == known || strings.HasPrefix(v, known+".") {
			return true
		}
	}
	return false
}

func urlPath(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Path, "/")
}
