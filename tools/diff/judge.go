package diff

import (
	"slices"
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
	"$Kind":           "it is of another kind",
	"$Type":           "values are of another type",
	"$Collection":     "one value became a collection, or a collection one value",
	"$BaseType":       "the type has another base type",
	"$ContainsTarget": "the items have another path",
	"$IsFlags":        "members combine in another way",
	"$Key":            "items have another key",
	"$ReturnType":     "the result is of another type",
	"$IsBound":        "the operation has another path",
	"$Action":         "the import calls another action",
	"$Function":       "the import calls another function",
	"$HasStream":      "the content has another path",
	"$UnderlyingType": "values are of another type",
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
	case "@" + spec.TermUpdate:
		return breaks(!wider(c.Old, c.New), "updates use another verb")
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

// declaring are the facets on which the Go declarations of an element depend, those first that say
// more about the type of a value.
var declaring = []string{"$Kind", "$Type", "$Collection", "$UnderlyingType", "$ReturnType", "$BaseType", "$Action", "$Function", "$IsBound",
	"$IsFlags", "$HasStream", "$OpenType", "$Abstract", "$ContainsTarget", "$Extends", "$Key", "value"}

// deciding are the starts of terms on which the methods and the fields of patches depend.
var deciding = []string{spec.FactNamespace + ".Class", spec.FactNamespace + ".Marks", spec.FactNamespace + ".Update", spec.FactNamespace + ".ChangedBy",
	spec.FactNamespace + ".Alias", "Org.OData.Core.V1.Computed", "Org.OData.Core.V1.Immutable", "Org.OData.Core.V1.Permissions", spec.TermOptional,
	spec.TermDefaultNamespace, "Org.OData.Capabilities.V1."}

// explains reports whether the change of a facet can change the Go declarations of its element.
func explains(facet string) bool {
	term, isTerm := strings.CutPrefix(facet, "@")
	return slices.Contains(declaring, facet) || isTerm && slices.ContainsFunc(deciding, func(start string) bool { return strings.HasPrefix(term, start) })
}

// distance returns how far a facet is from explaining the change of a symbol. What removes a symbol
// of an element that stays is an annotation first, and the type of a value last; what changes a
// declaration is the reverse.
func distance(facet string, s Symbol) int {
	rank := slices.Index(declaring, facet)
	switch {
	case s.New == "" && rank < 0:
		return 0
	case s.New == "":
		return len(declaring) - rank
	case rank < 0:
		return len(declaring)
	}
	return rank
}
