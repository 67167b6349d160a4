package diff

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// judged returns a change with its effect on calls.
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
	return Effect{true, "calls that use this " + kind + " are refused"}
}

// addition returns the effect of an addition. Only a required parameter breaks calls.
func addition(c *Change, e *element) Effect {
	if c.Kind == "parameter" && e.facets["$Nullable"] != "true" {
		return Effect{true, "calls must send the parameter"}
	}
	return Effect{}
}

// reasons are the facets whose every change breaks calls.
var reasons = map[string]string{
	"$Type":               "values are of another type",
	"$Collection":         "one value became a collection, or a collection one value",
	"$BaseType":           "the type has another base type",
	"$ContainsTarget":     "the items have another path",
	"$IsFlags":            "members combine in another way",
	"$Key":                "items have another key",
	"$ReturnType":         "the result is of another type",
	"$IsBound":            "the operation has another path",
	"$Action":             "the import calls another action",
	"$Function":           "the import calls another function",
	"$HasStream":          "the content has another path",
	"$UnderlyingType":     "values are of another type",
	"@" + spec.TermUpdate: "updates use another verb",
}

func change(c *Change) Effect {
	if c.Kind == bindingParameter {
		return Effect{} // calls do not send it, and its type is part of the operation's path
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
		return breaks(c.New != "true", "undeclared properties are refused")
	case "$MaxLength", "$Precision", "$Scale":
		return breaks(narrower(c.Old, c.New), "longer values are refused")
	}
	return Effect{}
}

func breaks(breaking bool, reason string) Effect {
	if !breaking {
		return Effect{}
	}
	return Effect{true, reason}
}

// narrower reports whether the new limit is lower than the old one. No limit is the highest.
func narrower(old, new string) bool {
	newLimit, err := strconv.ParseFloat(new, 64)
	if err != nil {
		return false
	}
	oldLimit, err := strconv.ParseFloat(old, 64)
	return err != nil || newLimit < oldLimit
}

// explains reports whether the change of a facet can change the Go declarations of its element.
func explains(facet string) bool {
	return strings.HasPrefix(facet, "$") || facet == "value" || strings.HasPrefix(facet, "@"+spec.FactNamespace+".") || strings.HasPrefix(facet, "@Org.OData.Core.V1.")
}
