package odata

import (
	"reflect"
	"strings"
)

// scalar reads a value that has no properties.
func (r *strictReader) scalar(pr *prop, i int) int {
	if pr.kind == kindRaw {
		return r.untyped(i)
	}
	v := reflect.New(pr.typ)
	end := r.decoder.value(pr, v.UnsafePointer(), i)
	r.checked = 0
	if end == misfit {
		return r.misfit(pr, i)
	}
	if end > 0 {
		r.check(pr, v.Elem(), i)
	}
	return end
}

// check adds a problem for a value that fits its type and cannot be sent.
func (r *strictReader) check(pr *prop, v reflect.Value, i int) {
	if pr.kind == kindTime && !hasZone(v.Interface().(Time).String()) {
		r.add(i, "has no zone", "write it with Z or an offset")
	}
	enum, ok := v.Interface().(interface {
		Known() bool
		EnumMembers() string
	})
	if ok && !r.option.unknownMembers && !enum.Known() {
		r.add(i, quoted(v.String())+" is no member of "+v.Type().Name()+" that the package knows",
			meant(v.String(), membersOf(enum), "use one of its members, or let it pass by odata.AllowUnknownMembers"))
	}
}

// misfit adds the problem of a value that does not fit its property, and reads it.
func (r *strictReader) misfit(pr *prop, i int) int {
	end := r.untyped(i)
	if end > 0 && pr.list {
		r.add(i, "is "+jsonKind(r.b[i])+"; want an array", "write it in brackets")
	} else if end > 0 {
		what, remedy := pr.reason(r.s[i:end])
		r.add(i, what, remedy)
	}
	return end
}

// reason returns why a value does not fit the property, and what to do. It does not repeat the
// value, which may be a secret at the wrong place.
func (pr *prop) reason(text string) (what, remedy string) {
	wanted := pr.wanted()
	what = "is " + jsonKind(text[0]) + "; want " + wanted
	inner := strings.Trim(text, `"`)
	switch {
	case text[0] == '[':
		return what, "write one value without brackets"
	case text[0] == '"' && pr.fits(inner):
		return what, "write it without quotes"
	case pr.kind == kindString && text[0] != '{' && text[0] != 'n', pr.kind == kindSecret && text[0] != '{' && text[0] != 'n':
		return what, "write it in quotes"
	case text[0] == '"' && pr.kind > kindAny && pr.kind != kindDecimal:
		what = "is a string that is not " + wanted
	case isDigitOrSign(text[0]) && pr.kind < kindString:
		what = "is a number out of range or with a fraction; want " + wanted
	}
	if example := pr.kind.example(); example != "" {
		return what, "write it as " + example
	}
	return what, "write " + wanted
}

func isDigitOrSign(c byte) bool { return c == '-' || c >= '0' && c <= '9' }

// fits reports whether a text without quotes is a value of the property.
func (pr *prop) fits(text string) bool {
	if pr.kind >= kindString && pr.kind != kindDecimal || text == "" {
		return false
	}
	d := newDecoder([]byte(text))
	defer d.release()
	one := prop{kind: pr.kind}
	return d.whole(0, func(i int) int { return d.value(&one, reflect.New(pr.typ).UnsafePointer(), i) }) > 0
}

// wanted describes the values of the property.
func (pr *prop) wanted() string {
	switch pr.kind {
	case kindBool:
		return "true or false"
	case kindInt8, kindUint8, kindInt16, kindInt32, kindInt64:
		from, to := pr.kind.integerRange()
		return "a whole number from " + from + " to " + to
	case kindFloat32, kindFloat64, kindDecimal:
		return "a number"
	case kindStruct, kindPointer, kindAny:
		return "an object"
	}
	names := map[kind]string{kindTime: "a date and time", kindDate: "a date", kindTimeOfDay: "a time of day", kindDuration: "a duration",
		kindGUID: "a GUID", kindBinary: "base64"}
	if name := names[pr.kind]; name != "" {
		return name
	}
	return "a string"
}

// jsonKind names the kind of a JSON value by its first byte.
func jsonKind(c byte) string {
	switch c {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}
