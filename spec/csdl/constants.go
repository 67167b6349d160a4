package csdl

import (
	"regexp"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A constant is a kind of constant or path expression.
type constant struct {
	value func(e *element, text string) spec.Value // nil for members of enumerations
	valid *regexp.Regexp                           // nil when every text is valid
	path  bool                                     // the text is a path to an element of the model, which JSON writes as a string
}

// constants are the expressions that are written as one text, in an attribute or an element
// (CSDL XML 4.01, sections 14.3 and 14.4.1).
var constants = map[string]constant{
	"Binary":         {trimmed, regexp.MustCompile(`^[A-Za-z0-9_\-+/]*={0,2}$`), false},
	"Bool":           {boolean, regexp.MustCompile(`^(?i:true|false|1|0)$`), false},
	"Date":           {trimmed, regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d$`), false},
	"DateTimeOffset": {trimmed, regexp.MustCompile(`^-?\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$`), false},
	"Decimal":        {number, regexp.MustCompile(`^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$`), false},
	"Duration":       {trimmed, regexp.MustCompile(`^[+-]?P(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$`), false},
	"EnumMember":     {nil, regexp.MustCompile(`^[^\s/]+/[^\s/]+(\s+[^\s/]+/[^\s/]+)*$`), false},
	"Float":          {number, regexp.MustCompile(`^([+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|-?INF|NaN)$`), false},
	"Guid":           {trimmed, regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`), false},
	"Int":            {number, regexp.MustCompile(`^[+-]?\d+$`), false},
	"String":         {lines, nil, false},
	"TimeOfDay":      {trimmed, regexp.MustCompile(`^\d\d:\d\d(:\d\d(\.\d+)?)?$`), false},

	"AnnotationPath":         {trimmed, nil, true},
	"ModelElementPath":       {trimmed, nil, true},
	"NavigationPropertyPath": {trimmed, nil, true},
	"PropertyPath":           {trimmed, nil, true},
	"Path":                   {path, nil, false},
	"UrlRef":                 {urlRef, nil, false},
}

// constant returns the value of a constant or path expression.
func (r *reader) constant(e *element, c constant, written string, in context) spec.Value {
	if c.valid != nil && !c.valid.MatchString(strings.TrimSpace(written)) {
		r.note(e, "correct the value", "%q is not a valid value here and is read as a string", written)
		return text(e, written)
	}
	if c.path {
		r.paths[e.pos] = true
	}
	if c.value == nil {
		r.paths[e.pos] = false // OASIS's conversion leaves the type of a member as written
		return enumMember(e, written, in)
	}
	return c.value(e, written)
}

func trimmed(e *element, written string) spec.Value { return text(e, strings.TrimSpace(written)) }

// lines returns a text with the line ends of CSDL JSON. Other line ends are those of the file, not
// of the text.
func lines(e *element, written string) spec.Value {
	return text(e, lineEnds.Replace(written))
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func path(e *element, written string) spec.Value {
	return object(e, spec.Member{Name: "$Path", Value: trimmed(e, written)})
}

func urlRef(e *element, written string) spec.Value {
	return object(e, spec.Member{Name: "$UrlRef", Value: trimmed(e, written)})
}

func boolean(e *element, written string) spec.Value {
	v := spec.Value{Kind: spec.Bool, Text: "false", Pos: e.pos}
	if w := strings.ToLower(strings.TrimSpace(written)); w == "true" || w == "1" {
		v.Text = "true"
	}
	return v
}

// number returns a number as in JSON. INF and NaN, which JSON does not have, are strings.
func number(e *element, written string) spec.Value {
	written = strings.TrimSpace(written)
	if strings.HasSuffix(written, "INF") || written == "NaN" {
		return text(e, written)
	}
	return spec.Value{Kind: spec.Number, Text: jsonNumber(written), Pos: e.pos}
}

// jsonNumber converts a number of XML to the grammar of JSON: no plus sign, no leading zeros,
// digits on both sides of the point. It does not parse the number, so that no digit is lost.
func jsonNumber(written string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(written, "-"); ok {
		sign, written = "-", rest
	}
	written = strings.TrimPrefix(written, "+")
	mantissa, exponent := written, ""
	if at := strings.IndexAny(written, "eE"); at >= 0 {
		mantissa, exponent = written[:at], written[at:]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction + exponent
}

// enumMember returns the members of "Type/A Type/B" as "A,B". In an untyped context it returns a
// cast of that to the type.
func enumMember(e *element, written string, in context) spec.Value {
	var typeName string
	var names []string
	for _, member := range strings.Fields(written) {
		qualifier, name, _ := strings.Cut(member, "/")
		typeName, names = qualifier, append(names, name)
	}
	v := text(e, strings.Join(names, ","))
	if in == typed {
		return v
	}
	return object(e, spec.Member{Name: "$Cast", Value: v}, spec.Member{Name: "$Type", Value: text(e, typeName)})
}
