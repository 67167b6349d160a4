package odata

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Property is the wire name of a property whose values are of type T. Generated packages have
// them, as in intunebeta.ManagedDeviceProperties.DeviceName, so that a wrong name or a value of
// another type does not compile. It is an array with one element because no string converts to an
// array. A name that no package has is written Property[string]{"name"}.
type Property[T any] [1]string

// An AnyProperty is a [Property] with values of any type. Every Property can be assigned to it.
type AnyProperty = [1]string

// A QueryOption is one option of a query, as $select or $filter. An error in it becomes an error of
// the request.
type QueryOption struct {
	name, value string
	err         error
}

// Select asks for the named properties only. All others are absent in the result.
func Select(properties ...AnyProperty) QueryOption { return named("$select", properties) }

// Expand also asks for the targets of the named navigation properties. It can be combined with
// [ExpandWith] for other properties.
func Expand(properties ...AnyProperty) QueryOption { return named("$expand", properties) }

// ExpandWith also asks for the targets of a navigation property, with options of their own:
// ExpandWith(p.Assignments, Select(a.Target), Top(5)).
func ExpandWith(property AnyProperty, options ...QueryOption) QueryOption {
	err := checkName(property[0])
	var parts []string
	for _, o := range joined(options) {
		err = errors.Join(err, o.err)
		parts = append(parts, o.name+"="+o.value)
	}
	return QueryOption{"$expand", property[0] + "(" + strings.Join(parts, ";") + ")", err}
}

// OrderBy asks for an order by the first property, then by the second, and so on. The order is
// ascending; use [Desc] for a descending one.
func OrderBy(properties ...AnyProperty) QueryOption { return named("$orderby", properties) }

// Desc returns the property for a descending order in [OrderBy].
func Desc(property AnyProperty) AnyProperty { return AnyProperty{property[0] + descending} }

const descending = " desc"

// Top asks for at most n items. Microsoft Graph takes n as the size of a page and links to the next
// page, and the lists of package graph go on there. For n items in all, end the loop over All.
func Top(n int) QueryOption { return count("$top", n) }

// Skip omits the first n items.
func Skip(n int) QueryOption { return count("$skip", n) }

// Search asks for items that match a search expression. The service defines what an expression
// means.
func Search(expression string) QueryOption { return QueryOption{name: "$search", value: expression} }

// Count asks for the number of all items along with the first page. graph.WithCount uses it and
// passes the number on. The Count method of a collection's builder reads only the number.
func Count() QueryOption { return QueryOption{name: "$count", value: "true"} }

// Filter asks for the items for which the condition holds.
func Filter(c Condition) QueryOption { return QueryOption{"$filter", c.text, c.fault()} }

// Query returns any option by its name. The value is not percent-encoded:
// Query("$filter", "name eq 'x'").
func Query(name, value string) QueryOption {
	if name == "" || strings.ContainsAny(name, "=&# ") {
		return QueryOption{err: fmt.Errorf("odata: %q is not a valid name of a query option", name)}
	}
	return QueryOption{name: name, value: value}
}

func count(name string, n int) QueryOption {
	if n < 0 {
		return QueryOption{err: fmt.Errorf("odata: %s=%d is negative", name, n)}
	}
	return QueryOption{name: name, value: strconv.Itoa(n)}
}

func named(option string, properties []AnyProperty) QueryOption {
	o := QueryOption{name: option}
	var names []string
	for _, p := range properties {
		name := p[0]
		if option == "$orderby" {
			name = strings.TrimSuffix(name, descending)
		}
		names, o.err = append(names, p[0]), errors.Join(o.err, checkName(name))
	}
	if len(names) == 0 {
		o.err = fmt.Errorf("odata: %s names no property", option)
	}
	o.value = strings.Join(names, ",")
	return o
}

func checkName(name string) error {
	if name == "" || strings.ContainsAny(name, "&#?=, ") {
		return fmt.Errorf("odata: %q is not a valid name of a property", name)
	}
	return nil
}

// EncodeQuery returns the query of a URL, "?$select=id&$top=5", or "" without options. The options
// keep their order. Several $expand options are joined into one. Any other option given twice is an
// error, because services use one of the two without saying which. A space is written as %20.
func EncodeQuery(options []QueryOption) (string, error) {
	var b strings.Builder
	options = joined(options)
	for i, o := range options {
		if o.err != nil {
			return "", o.err
		}
		if slices.ContainsFunc(options[:i], func(before QueryOption) bool { return before.name == o.name }) {
			return "", fmt.Errorf("odata: query option %s is given twice; give it once, with all that it names", o.name)
		}
		b.WriteByte("?&"[min(i, 1)])
		writeEscaped(&b, o.name)
		b.WriteByte('=')
		writeEscaped(&b, o.value)
	}
	return b.String(), nil
}

// joined returns the options with all $expand options joined into one.
func joined(options []QueryOption) []QueryOption {
	var all []QueryOption
	for _, o := range options {
		i := slices.IndexFunc(all, func(before QueryOption) bool { return before.name == "$expand" })
		if i < 0 || o.name != "$expand" {
			all = append(all, o)
			continue
		}
		all[i].value += "," + o.value
		all[i].err = errors.Join(all[i].err, o.err)
	}
	return all
}

// HasOption reports whether an option of that name is among the options.
func HasOption(options []QueryOption, name string) bool {
	return slices.ContainsFunc(options, func(o QueryOption) bool { return o.name == name })
}

// Choosing returns the options that choose the items, on which their number depends.
func Choosing(options []QueryOption) []QueryOption {
	shaping := []string{"$select", "$expand", "$orderby", "$top", "$skip", "$count"}
	return slices.DeleteFunc(slices.Clone(options), func(o QueryOption) bool { return slices.Contains(shaping, o.name) })
}

func writeEscaped(b *strings.Builder, text string) {
	for i := range len(text) {
		c := text[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', strings.IndexByte("-._~$,'():/@*!", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15]})
		}
	}
}
