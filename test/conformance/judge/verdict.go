package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// A verdict is the result of judging a body.
type verdict struct {
	*body
	document *document        // the judging document, or nil
	schema   *openapi3.Schema // of the body
	unjudged string           // why no document could judge
	refused  []string         // why the document refuses the body
	// explained tells that the body without the named differences is accepted: the document does
	// not know what the page documents.
	explained bool
}

// judge judges a body by the youngest document that has the operation and every type the body
// names.
func judge(b *body, documents []*document) *verdict {
	v := &verdict{body: b, unjudged: "no document has " + b.Method + " " + b.Path}
	for _, d := range documents {
		schema := d.body(b.Method, b.Path)
		if schema == nil {
			continue
		}
		if missing := d.lacks(b.value()); missing != "" {
			v.unjudged = "no document that has the operation has the type " + missing
			continue
		}
		v.document, v.schema, v.unjudged = d, schema, ""
		v.explain(documents)
		break
	}
	return v
}

// lacks returns a type that a value names and the document does not have.
func (d *document) lacks(value any) string {
	missing := ""
	each(value, func(o map[string]any) {
		name, ok := o[typeProperty].(string)
		if name = strings.TrimPrefix(name, "#"); ok && d.types[name] == nil {
			missing = name
		}
	})
	return missing
}

func each(value any, do func(map[string]any)) {
	switch v := value.(type) {
	case map[string]any:
		do(v)
		for _, x := range v {
			each(x, do)
		}
	case []any:
		for _, x := range v {
			each(x, do)
		}
	}
}

// explain judges, and as long as the body is refused for something that the document does not know,
// takes that out and judges the rest.
func (v *verdict) explain(others []*document) {
	value := v.value()
	for {
		err := v.schema.VisitJSON(value)
		if err == nil {
			v.explained = true
			return
		}
		d := differenceOf(innermost(err), others)
		if !slices.Contains(v.refused, d.reason) {
			v.refused = append(v.refused, d.reason)
		}
		if d.repair == nil || !change(value, d.at, d.repair) {
			return
		}
	}
}

// innermost finds the fault that an error comes from.
func innermost(err error) *openapi3.SchemaError {
	var found *openapi3.SchemaError
	for err != nil {
		if e := (*openapi3.SchemaError)(nil); errors.As(err, &e) {
			found, err = e, e.Origin
			continue
		}
		many, ok := err.(interface{ Unwrap() []error })
		if !ok || len(many.Unwrap()) == 0 {
			break
		}
		err = many.Unwrap()[0]
	}
	return found
}

// remove is the value that deletes a member.
type remove struct{}

// A difference is something in a body that a document of another date does not know, and what to
// put there instead: nothing for an unknown property, a member for an unknown one, nothing for a
// null where the document has none. A nil repair: it is of another kind.
type difference struct {
	reason string
	at     []string
	repair any
}

var unsupported = regexp.MustCompile(`^property "(.*)" is unsupported$`)

func differenceOf(fault *openapi3.SchemaError, others []*document) difference {
	at := fault.JSONPointer()
	name := ""
	if len(at) > 0 {
		name = at[len(at)-1]
	}
	property := unsupported.FindStringSubmatch(fault.Reason)
	switch {
	case property != nil && fault.Schema.Properties[property[1]] == nil:
		return difference{unknown(fault.Schema.Title, property[1], others), append(at, property[1]), remove{}}
	case fault.SchemaField == "enum" && name != typeProperty:
		return difference{fmt.Sprintf("%s has no member %q", name, fault.Value), at, fault.Schema.Enum[0]}
	case fault.SchemaField == "nullable" && fault.Value == nil:
		return difference{name + " takes no null", at, remove{}}
	}
	return difference{reason: fmt.Sprintf("/%s: %s", strings.Join(at, "/"), fault.Reason)}
}

// unknown returns the name of another document that has a property.
func unknown(typeName, property string, others []*document) string {
	knows := "no document knows it"
	for _, d := range others {
		if t := d.types[typeName]; t != nil && t.Properties[property] != nil {
			knows = d.name + " knows it"
			break
		}
	}
	return fmt.Sprintf("%s has no property %s (%s)", cmp.Or(typeName, "the action"), property, knows)
}

// change puts another value at a place below an object.
func change(value any, at []string, to any) bool {
	if len(at) == 0 {
		return false
	}
	parent := value
	for _, step := range at[:len(at)-1] {
		parent = child(parent, step)
	}
	o, ok := parent.(map[string]any)
	if !ok {
		return false
	}
	if _, none := to.(remove); none {
		delete(o, at[len(at)-1])
	} else {
		o[at[len(at)-1]] = to
	}
	return true
}

func child(of any, step string) any {
	switch v := of.(type) {
	case map[string]any:
		return v[step]
	case []any:
		var n int
		if json.Unmarshal([]byte(step), &n) == nil && n < len(v) {
			return v[n]
		}
	}
	return nil
}
