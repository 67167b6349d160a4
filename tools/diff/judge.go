package diff

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// judged says what a change does to calls that worked before it.
func judged(c Change, before, after tree) Change {
	switch c.What {
	case Removed:
		c.Wire = removal(c.Kind)
	case Changed:
		c.Wire = change(&c)
	case Added:
		c.Wire = addition(&c, after[c.Element])
	}
	return c
}

func removal(kind string) Effect {
	switch kind {
	case "term", "document", "schema":
		return Effect{}
	}
	return Effect{true, "what uses this " + kind + " is refused"}
}

// addition breaks calls only where it demands something: a parameter that must be sent.
func addition(c *Change, e *element) Effect {
	if c.Kind == "parameter" && e.facets["$Nullable"] != "true" {
		return Effect{true, "calls must send the parameter"}
	}
	return Effect{}
}

// reasons are the facets whose every change breaks calls.
var reasons = map[string]string{
	"$Type":               "values are of another type",
	"$Collection":         "one value became many, or many one",
	"$BaseType":           "the type is derived from another",
	"$ContainsTarget":     "the path of the items is another",
	"$IsFlags":            "members combine otherwise",
	"$Key":                "items have another key",
	"$ReturnType":         "the result is another",
	"$IsBound":            "the path of the operation is another",
	"$Action":             "the import leads to another action",
	"$Function":           "the import leads to another function",
	"$HasStream":          "the content is at another place",
	"$UnderlyingType":     "values are of another type",
	"@" + spec.TermUpdate: "updates use another verb",
}

func change(c *Change) Effect {
	if c.Kind == bindingParameter {
		return Effect{} // its type tells the operation from others; nothing else of it shows in calls
	}
	if reason := reasons[c.Facet]; reason != "" {
		return Effect{true, reason}
	}
	switch c.Facet {
	case "$Nullable":
		return breaks(c.New != "true", "null is refused")
	case "$Abstract":
		return breaks(c.New == "true", "values of the type itself are refused")
	case "$OpenType":
		return breaks(c.New != "true", "properties of one's own are refused")
	case "$MaxLength", "$Precision", "$Scale":
		return breaks(narrower(c.Old, c.New), "longer values are refused")
	}
	return Effect{}
}

func breaks(is bool, reason string) Effect {
	if !is {
		return Effect{}
	}
	return Effect{true, reason}
}

// narrower reports whether a limit is lower than it was; none is the highest.
func narrower(old, new string) bool {
	limit, err := strconv.ParseFloat(new, 64)
	if err != nil {
		return false
	}
	was, err := strconv.ParseFloat(old, 64)
	return err != nil || limit < was
}

// explains reports whether the change of a facet can be why Go declarations of its element are other.
func explains(facet string) bool {
	return strings.HasPrefix(facet, "$") || facet == "value" || strings.HasPrefix(facet, "@"+spec.FactNamespace+".") || strings.HasPrefix(facet, "@Org.OData.Core.V1.")
}
