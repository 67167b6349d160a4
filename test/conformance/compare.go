package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"

	"github.com/intunegen/intunegen/tools/snippet"
)

// A pair is one member of a JSON object.
type pair struct {
	name  string
	value any
}

// An object is a JSON object with its order.
type object []pair

func (o object) get(name string) (any, bool) {
	for _, p := range o {
		if p.name == name {
			return p.value, true
		}
	}
	return nil, false
}

// parse reads JSON, as documentation writes it, and keeps the order of names and the text of
// numbers.
func parse(text []byte) (any, error) {
	text, _ = snippet.StripJSONC(text)
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	v, err := parseValue(d)
	if err == nil && d.More() {
		err = fmt.Errorf("there is more behind the JSON")
	}
	return v, err
}

func parseValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := parseValue(d)
			if err != nil {
				return nil, err
			}
			o = append(o, pair{name.(string), value})
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := parseValue(d)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = d.Token()
		return list, err
	}
	return token, nil
}

// difference returns the first difference of two values, or "". The order of names matters only if
// ordered is true.
func difference(at string, want, got any, ordered bool) string {
	switch w := want.(type) {
	case object:
		g, ok := got.(object)
		if !ok {
			return at + ": an object is documented"
		}
		return differentObject(at, w, g, ordered)
	case []any:
		g, ok := got.([]any)
		if !ok || len(w) != len(g) {
			return fmt.Sprintf("%s: a list of %d is documented", at, len(w))
		}
		for i := range w {
			if d := difference(at+"["+strconv.Itoa(i)+"]", w[i], g[i], ordered); d != "" {
				return d
			}
		}
		return ""
	case json.Number:
		if g, ok := got.(json.Number); ok && sameNumber(w.String(), g.String()) {
			return ""
		}
	default:
		if want == got {
			return ""
		}
	}
	return fmt.Sprintf("%s: %v is documented, got %v", at, want, got)
}

func differentObject(at string, want, got object, ordered bool) string {
	for _, p := range got {
		if _, ok := want.get(p.name); !ok {
			return at + "/" + p.name + ": is not documented"
		}
	}
	for i, p := range want {
		value, ok := got.get(p.name)
		switch {
		case !ok:
			return at + "/" + p.name + ": is missing"
		case ordered && got[i].name != p.name:
			return at + "/" + p.name + ": stands elsewhere than documented"
		}
		if d := difference(at+"/"+p.name, p.value, value, ordered); d != "" {
			return d
		}
	}
	return ""
}

// sameNumber reports whether two texts are the same number, exactly or as a float64: documents have
// doubles with more digits than they need.
func sameNumber(a, b string) bool {
	x, okX := new(big.Rat).SetString(a)
	y, okY := new(big.Rat).SetString(b)
	if !okX || !okY {
		return a == b
	}
	f, _ := x.Float64()
	g, _ := y.Float64()
	return x.Cmp(y) == 0 || f == g && !x.IsInt()
}
