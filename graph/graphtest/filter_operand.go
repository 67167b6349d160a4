package graphtest

import (
	"bytes"
	"cmp"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A kind is the kind of a value in a filter.
type kind uint8

const (
	nullKind kind = iota
	boolKind
	numberKind
	textKind
	timeKind
	durationKind
	enumKind
	objectKind // an entity, a complex value or a list
)

// An operand is a value in a filter.
type operand struct {
	kind   kind
	truth  bool
	number float64
	whole  int64 // of a number that is whole
	exact  bool  // the number is whole
	text   string
	at     time.Time
	length time.Duration
	enum   *graph.SchemaEnum
}

var null = operand{}

func truth(b bool) operand { return operand{kind: boolKind, truth: b} }

func textOf(s string) operand { return operand{kind: textKind, text: s} }

func numberOf(text string) (operand, bool) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return operand{kind: numberKind, number: float64(n), whole: n, exact: true}, true
	}
	switch text {
	case "INF":
		return operand{kind: numberKind, number: math.Inf(1)}, true
	case "-INF":
		return operand{kind: numberKind, number: math.Inf(-1)}, true
	case "NaN":
		return operand{kind: numberKind, number: math.NaN()}, true
	}
	n, err := strconv.ParseFloat(text, 64)
	return operand{kind: numberKind, number: n}, err == nil
}

// kindOf returns the kind of the values of a property.
func kindOf(p *graph.SchemaProperty) kind {
	switch strings.TrimPrefix(p.TypeName, "Edm.") {
	case "Boolean":
		return boolKind
	case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single":
		return numberKind
	case "DateTimeOffset", "Date":
		return timeKind
	case "Duration":
		return durationKind
	}
	switch {
	case p.Enum != nil:
		return enumKind
	case p.Type != nil || p.TypeName == "Edm.Untyped":
		return objectKind
	}
	return textKind
}

// operandOf returns the value of a property of that kind.
func operandOf(raw []byte, p *graph.SchemaProperty, k kind) operand {
	if len(raw) == 0 || isNull(raw) {
		return null
	}
	switch k {
	case boolKind:
		return truth(raw[0] == 't')
	case numberKind:
		n, _ := numberOf(string(bytes.Trim(raw, `"`)))
		return n
	case objectKind:
		return operand{kind: objectKind, text: string(raw)}
	}
	value, ok := parseText(unquote(raw), k)
	if !ok {
		return textOf(unquote(raw))
	}
	value.enum = p.Enum
	if p.TypeName == "Edm.Guid" {
		value.text = strings.ToLower(value.text)
	}
	return value
}

// parseText returns the value of a kind that a text means.
func parseText(text string, k kind) (operand, bool) {
	switch k {
	case timeKind:
		at, ok := parseTime(text)
		return operand{kind: timeKind, at: at}, ok
	case durationKind:
		d, err := odata.ParseDuration(text)
		if err != nil {
			return null, false
		}
		length, err := d.Duration()
		return operand{kind: durationKind, length: length}, err == nil
	case enumKind:
		return operand{kind: enumKind, text: text}, true
	case numberKind:
		return numberOf(text)
	case boolKind:
		return truth(text == "true"), text == "true" || text == "false"
	}
	return textOf(text), true
}

func parseTime(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05.999999999"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

// compare returns how two values of one kind that are not null compare, and false if they cannot be
// compared.
func compare(a, b operand) (int, bool) {
	if a.kind != b.kind {
		return 0, false
	}
	switch a.kind {
	case boolKind:
		return cmp.Compare(btoi(a.truth), btoi(b.truth)), true
	case numberKind:
		if a.exact && b.exact {
			return cmp.Compare(a.whole, b.whole), true
		}
		return cmp.Compare(a.number, b.number), !math.IsNaN(a.number) && !math.IsNaN(b.number)
	case textKind, objectKind:
		return strings.Compare(a.text, b.text), true
	case timeKind:
		return a.at.Compare(b.at), true
	case durationKind:
		return cmp.Compare(a.length, b.length), true
	case enumKind:
		return compareEnum(a, b), true
	}
	return 0, true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
