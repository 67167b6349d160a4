package openapi

import (
	"cmp"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

var stringFormats = map[string]string{"date-time": "Edm.DateTimeOffset", "date": "Edm.Date", "time": "Edm.TimeOfDay", "duration": "Edm.Duration",
	"uuid": "Edm.Guid", "base64url": binary, "base64": binary, "byte": binary, "binary": "Edm.Stream", "decimal": "Edm.Decimal"}

var numberFormats = map[string]string{"int16": "Edm.Int16", "int32": "Edm.Int32", "int64": "Edm.Int64", "uint8": "Edm.Byte", "int8": "Edm.SByte",
	"float": "Edm.Single", "double": "Edm.Double", "decimal": "Edm.Decimal"}

const binary = "Edm.Binary"

// primitive returns the primitive type of a schema by its type and format. Without a format, an
// integer is Edm.Int64 and a number is Edm.Decimal.
func primitive(n *yaml.Node, kind, format string) (string, *spec.Facets) {
	switch kind {
	case "boolean":
		return "Edm.Boolean", nil
	case "integer":
		return withFacets(cmp.Or(numberFormats[format], "Edm.Int64"), n)
	case "number":
		return withFacets(cmp.Or(numberFormats[format], "Edm.Decimal"), n)
	case "string":
		return withFacets(cmp.Or(stringFormats[cmp.Or(format, str(n, "contentEncoding"))], "Edm.String"), n)
	}
	return untyped, nil
}

func withFacets(name string, n *yaml.Node) (string, *spec.Facets) {
	switch name {
	case "Edm.Decimal":
		return name, &spec.Facets{Scale: "variable"}
	case "Edm.String":
		if length := str(n, "maxLength"); strings.Trim(length, "0123456789") == "" {
			return name, spec.Facets{MaxLength: length}.OrNil()
		}
	}
	return name, nil
}
