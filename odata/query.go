package odata

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Property is the name of a property whose values are of type T, on the wire. Generated packages have them, as in
// intunebeta.ManagedDeviceProperties.DeviceName, so that a wrong name or a value of another type does not compile.
type Property[T any] string

// A QueryOption is one option of a query: $select, $filter and so on. What is wrong in it is an error of the request.
type QueryOption struct {
	name, value string
	err         error
}

// An Order is a property to order by.
type Order struct {
	name string
	err  error
}

// Select asks for the named properties alone. Each is a [Property]; anything else is an error of the request, so that a name is never
// written by hand but in Query("$select", "deviceName,id").
func Select(properties ...any) QueryOption { return named("$select", properties) }

// Expand asks for what the named navigation properties lead to, too. Each is a [Property].
func Expand(properties ...any) QueryOption { return named("$expand", properties) }

// ExpandWith asks for what a navigation property leads to, with options of its own. The property is a [Property].
func ExpandWith(property any, options ...QueryOption) QueryOption {
	name, err := nameOf(property)
	var parts []string
	for _, o := range options {
		err = errors.Join(err, o.err)
		parts = append(parts, o.name+"="+o.value)
	}
	return QueryOption{"$expand", name + "(" + strings.Join(parts, ";") + ")", err}
}

// OrderBy asks for an order. Each argument is a [Property], or what [Desc] returns of one.
func OrderBy(properties ...any) QueryOption { return named("$orderby", properties) }

// Desc orders by a [Property] from the highest value down.
func Desc(property any) Order {
	name, err := nameOf(property)
	return Order{name + " desc", err}
}

// Top asks for at most n items a page.
func Top(n int) QueryOption { return count("$top", n) }

// Skip leaves out the first n items.
func Skip(n int) QueryOption { return count("$skip", n) }

// Search asks for items that match a search expression, as the service understands it.
func Search(expression string) QueryOption { return QueryOption{name: "$search", value: expression} }

// Count asks for the number of all items along with the first page.
func Count() QueryOption { return QueryOption{name: "$count", value: "true"} }

// Filter asks for the items for which the condition holds.
func Filter(c Condition) QueryOption { return QueryOption{"$filter", c.text, c.err} }

// Query is any option by its name, value not yet percent-encoded: Query("$filter", "name eq 'x'").
func Query(name, value string) QueryOption {
	if name == "" || strings.ContainsAny(name, "=&# ") {
		return QueryOption{err: fmt.Errorf("odata: %q is no name of a query option", name)}
	}
	return QueryOption{name: name, value: value}
}

func count(name string, n int) QueryOption {
	if n < 0 {
		return QueryOption{err: fmt.Errorf("odata: %s=%d is negative", name, n)}
	}
	return QueryOption{name: name, value: strconv.Itoa(n)}
}

func named(option string, properties []any) QueryOption {
	o := QueryOption{name: option}
	var names []string
	for _, p := range properties {
		name, err := nameOf(p)
		names, o.err = append(names, name), errors.Join(o.err, err)
	}
	if len(names) == 0 {
		o.err = fmt.Errorf("odata: %s names no property", option)
	}
	o.value = strings.Join(names, ",")
	return o
}

// nameOf returns the name that a Property or an Order holds.
func nameOf(v any) (string, error) {
	if order, ok := v.(Order); ok {
		return order.name, order.err
	}
	if !isProperty(reflect.TypeOf(v)) {
		text := fmt.Sprintf("a %T", v)
		if name, ok := v.(string); ok {
			text = strconv.Quote(name)
		}
		return "", fmt.Errorf("odata: %s is no property; use one such as intunebeta.ManagedDeviceProperties.DeviceName, or Query for a name of your own", text)
	}
	name := reflect.ValueOf(v).String()
	if name == "" || strings.ContainsAny(name, "&#?=, ") {
		return "", fmt.Errorf("odata: %q is no name of a property", name)
	}
	return name, nil
}

var propertyType = reflect.TypeFor[Property[any]]()

// isProperty tells whether t is a Property of whatever type.
func isProperty(t reflect.Type) bool {
	generic, _, _ := strings.Cut(propertyType.Name(), "[")
	return t != nil && t.PkgPath() == propertyType.PkgPath() && strings.HasPrefix(t.Name(), generic+"[")
}

// EncodeQuery returns the query of a URL, "?$select=id&$top=5", or "" for none. Options stand in the order in which they are given; one
// given twice is an error, because services heed one of them without saying which. A space is written as %20.
func EncodeQuery(options []QueryOption) (string, error) {
	var b strings.Builder
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
