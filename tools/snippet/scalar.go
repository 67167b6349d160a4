package snippet

import (
	"encoding/base64"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/intunegen/intunegen/gen/ir"
)

// Values that bodies have as strings match these expressions (OData ABNF).
var (
	number    = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
	guid      = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	duration  = regexp.MustCompile(`^-?P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$`)
	timeOfDay = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$`)
)

// scalar returns the value of a scalar or enumeration. why is the reason when the value is not one
// of the type.
func (s *state) scalar(t *ir.Type, n *node) (v *ir.Value, why string) {
	v = &ir.Value{Form: ir.ScalarValue, Type: t, Text: n.text}
	switch {
	case n.kind == 'z':
		return &ir.Value{Form: ir.NullValue, Type: t}, ""
	case t.Kind == ir.EnumRef:
		if n.kind != 's' {
			return nil, "is no text, as the values of " + t.Enum.Wire + " are"
		}
		v.Flags = s.members(t.Enum, n)
		return v, ""
	case t.Go == "Raw":
		v.Text = s.request.raw(n)
		return v, ""
	}
	if !fits(t, n) {
		return nil, "is no " + t.Edm
	}
	return v, ""
}

// fits reports whether a value is one of a primitive type.
func fits(t *ir.Type, n *node) bool {
	switch t.Go {
	case "string", "Secret", "Stream":
		return n.kind == 's'
	case "bool":
		return n.kind == 'b'
	case "Decimal":
		return n.kind == 'n'
	case "float64", "float32":
		return isFloat(t.Go, n)
	case "int8", "int16", "int32", "int64", "uint8":
		return n.kind == 'n' && isInteger(t.Go, n.text)
	}
	return n.kind == 's' && isText(t.Go, n.text)
}

// isFloat reports whether a value is a number, or the string for one that JSON cannot write.
func isFloat(name string, n *node) bool {
	if n.kind == 's' {
		return n.text == "INF" || n.text == "-INF" || n.text == "NaN"
	}
	bits, _ := strconv.Atoi(strings.TrimPrefix(name, "float"))
	_, err := strconv.ParseFloat(n.text, bits)
	return n.kind == 'n' && err == nil
}

func isInteger(name, text string) bool {
	bits, _ := strconv.Atoi(strings.TrimLeft(name, "uint"))
	if name[0] == 'u' {
		_, err := strconv.ParseUint(text, 10, bits)
		return err == nil
	}
	_, err := strconv.ParseInt(text, 10, bits)
	return err == nil
}

func isText(name, text string) bool {
	switch name {
	case "Time":
		_, err := time.Parse(time.RFC3339Nano, text)
		_, zoneless := time.Parse("2006-01-02T15:04:05.999999999", text)
		return err == nil || zoneless == nil
	case "Date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "TimeOfDay":
		return timeOfDay.MatchString(text)
	case "Duration":
		return duration.MatchString(text) && !strings.HasSuffix(text, "P") && !strings.HasSuffix(text, "T")
	case "GUID":
		return guid.MatchString(text)
	case "Binary":
		return isBase64(text)
	}
	return false
}

func isBase64(text string) bool {
	for _, form := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if _, err := form.DecodeString(text); err == nil && !strings.ContainsAny(text, "\r\n") {
			return true
		}
	}
	return false
}

// members returns the Go names of an enumeration's members. For a name that the description lacks
// it has the text.
func (s *state) members(e *ir.Enum, n *node) []string {
	if go_, ok := memberName(e, n.text); ok {
		return []string{go_}
	}
	var all []string
	for flag := range strings.SplitSeq(n.text, ",") {
		name, ok := memberName(e, flag)
		if !e.Flags || !ok {
			s.note(n.start, "enum value", "the description knows no "+strconv.Quote(n.text)+" of "+e.Wire+"; it is sent as it is")
			return nil
		}
		all = append(all, name)
	}
	return all
}

func memberName(e *ir.Enum, wire string) (string, bool) {
	for _, m := range e.Members {
		if m.Wire == wire {
			return m.Go, true
		}
	}
	return "", false
}
