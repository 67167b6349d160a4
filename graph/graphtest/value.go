package graphtest

import (
	"math"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

func cannotConvert(raw []byte, to string) *fault {
	text := string(raw[:min(len(raw), 100)])
	return invalid("Cannot convert the literal '%s' to the expected type '%s'.", strings.ToValidUTF8(strings.Trim(text, `"`), ""), to)
}

// checkValue checks the raw value of a property. null is taken for every collection, and nullable
// says whether it is for other values.
func (m *model) checkValue(raw []byte, p *graph.SchemaProperty, nullable bool) *fault {
	if !p.Collection {
		return m.checkOne(raw, p, nullable)
	}
	if isNull(raw) {
		return nil
	}
	items, ok := itemsOf(raw)
	if !ok {
		return cannotConvert(raw, "Collection("+p.TypeName+")")
	}
	for _, item := range items {
		if f := m.checkOne(item, p, p.Nullable); f != nil {
			return f
		}
	}
	return nil
}

func (m *model) checkOne(raw []byte, p *graph.SchemaProperty, nullable bool) *fault {
	switch {
	case isNull(raw):
		if !nullable {
			return invalid("A null value was found for the property named '%s', which has the expected type '%s[Nullable=False]'.", p.Name, p.TypeName)
		}
		return nil
	case p.Enum != nil:
		return checkEnum(raw, p.Enum)
	case p.Type != nil:
		return m.checkComplex(raw, m.info(p.Type))
	}
	if !fits(raw, strings.TrimPrefix(p.TypeName, "Edm.")) {
		return cannotConvert(raw, p.TypeName)
	}
	return nil
}

// checkEnum checks a member of an enumeration, or several of one with flags.
func checkEnum(raw []byte, e *graph.SchemaEnum) *fault {
	if !isString(raw) {
		return cannotConvert(raw, e.Name)
	}
	names := []string{unquote(raw)}
	if e.Flags {
		names = strings.Split(names[0], ",")
	}
	for _, name := range names {
		if !isMember(e, strings.TrimSpace(name)) {
			return invalid("Requested value '%s' was not found.", name)
		}
	}
	return nil
}

func isMember(e *graph.SchemaEnum, name string) bool {
	if len(e.Members) == 0 {
		return true
	}
	for _, member := range e.Members {
		if member == name && name != "unknownFutureValue" {
			return true
		}
	}
	return false
}

// checkComplex checks a value of a complex type, or an entity inside of one. Documented requests
// have null for members that are not nullable, and name abstract types.
func (m *model) checkComplex(raw []byte, declared *typeInfo) *fault {
	members, ok := membersOf(raw)
	if !ok {
		return cannotConvert(raw, declared.Name)
	}
	t, named := declared, false
	if name := unquote(find(members, typeName)); name != "" {
		if t = m.named(name); t == nil || !t.Is(declared.SchemaType) {
			return invalid("A type named '%s' could not be resolved by the model, or is not compatible with '%s'.", strings.TrimPrefix(name, "#"), declared.Name)
		}
		named = true
	}
	if t.Abstract && !named {
		return invalid("Cannot create an abstract class.")
	}
	for _, each := range members {
		if strings.ContainsAny(each.name, "@#") {
			continue
		}
		p := t.byName[each.name]
		switch {
		case p == nil && (t.Open || isDocumented(t, each.name)):
		case p == nil:
			return unknownProperty(each.name, t.Name)
		default:
			if f := m.checkValue(each.raw, p, true); f != nil {
				return f
			}
		}
	}
	return nil
}

// fits reports whether a raw value that is not null is one of a primitive type.
func fits(raw []byte, primitive string) bool {
	switch primitive {
	case "Boolean":
		return raw[0] == 't' || raw[0] == 'f'
	case "Byte":
		return isInt(raw, 0, math.MaxUint8)
	case "SByte":
		return isInt(raw, math.MinInt8, math.MaxInt8)
	case "Int16":
		return isInt(raw, math.MinInt16, math.MaxInt16)
	case "Int32":
		return isInt(raw, math.MinInt32, math.MaxInt32)
	case "Int64":
		return isInt([]byte(strings.Trim(string(raw), `"`)), math.MinInt64, math.MaxInt64)
	case "Double", "Single", "Decimal":
		return isNumber(raw)
	case "Untyped", "Stream":
		return true
	case "String":
		return isString(raw)
	}
	return isString(raw) && fitsText(unquote(raw), primitive)
}

// fitsText reports whether a text is one of a primitive type that is written as text.
func fitsText(text, primitive string) bool {
	var err error
	switch primitive {
	case "DateTimeOffset":
		_, err = odata.ParseTime(text)
	case "Date":
		_, err = odata.ParseDate(text)
	case "TimeOfDay":
		_, err = odata.ParseTimeOfDay(text)
	case "Duration":
		_, err = odata.ParseDuration(text)
	case "Guid":
		_, err = odata.ParseGUID(text)
	case "Binary":
		_, err = odata.ParseBinary(text)
	}
	return err == nil
}

func isInt(raw []byte, least, most int64) bool {
	n, err := strconv.ParseInt(string(raw), 10, 64)
	return err == nil && n >= least && n <= most
}

func isNumber(raw []byte) bool {
	text := unquote(raw)
	if isString(raw) {
		return text == "INF" || text == "-INF" || text == "NaN" || isNumber([]byte(text))
	}
	_, err := strconv.ParseFloat(string(raw), 64)
	return len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9') && (err == nil || strings.Contains(err.Error(), "range"))
}
