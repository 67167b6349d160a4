package odata

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// A Compare is an option of [Difference] and [Changes].
type Compare struct{ apply func(*comparison) }

// Subset lets nested objects of want leave out what they do not care for: a nested property that is
// absent in want makes no difference. Without it an absent nested property equals only one that is
// absent or null. A collection still must have as many elements as that of want, since an update
// replaces it whole; inside the elements, what want leaves out makes no difference.
func Subset() Compare { return Compare{func(c *comparison) { c.subset = true }} }

// AsSet ignores the order of the elements of a collection, at any depth where a property has that
// name and type. A scalar that occurs twice counts once. The paths of [Changes] then have the id of
// an element, or the scalar itself, in place of an index.
func AsSet[T any](property Property[[]T]) Compare {
	s := set{property[0], reflect.TypeFor[[]T]()}
	return Compare{func(c *comparison) { c.sets = append(c.sets, s) }}
}

// IgnoreSecrets compares no secrets: neither properties of type [Secret] nor values that a service
// returns in place of a secret (****, PGEvPg== and encryptedValueToken).
func IgnoreSecrets() Compare { return Compare{func(c *comparison) { c.noSecrets = true }} }

// A Change is a place where two models or patches differ.
type Change struct {
	// Path is a JSON Pointer (RFC 6901) from the outermost object:
	// "/installExperience/runAsAccount".
	Path string
	// Have and Want are the values of both sides, nil where a side has no value. In objects and
	// collections each [Secret] is "[secret]".
	Have, Want json.RawMessage
	// Secret reports that the value is a secret. Have and Want are nil then.
	Secret bool
}

// Changes lists what an update to want would change in have, compared as by [Difference]. want is a
// model or patch; have is one of the same type of the description, or nil if there is no resource
// yet. Nested values are compared to their innermost properties.
func Changes(have, want any, options ...Compare) []Change {
	c, from, to, ok := newComparison(have, want, options)
	if !ok {
		return nil
	}
	c.recording = true
	for i := range to.p.props {
		c.property(from, to, i)
	}
	for i := range to.extra().members {
		c.member(from, to, &to.extra().members[i])
	}
	return c.found
}

// Difference returns the properties of want that differ from have, each whole as want has it. Two
// values of one meaning do not differ, at any depth:
//
//   - DateTimeOffset is compared as an instant, Duration by its length (years as twelve months),
//     TimeOfDay, Date and numbers by their value, GUID without case, Binary by its bytes, flags as
//     a set, and all else as JSON values.
//   - Only what want sets is compared. Null differs from absent, since an absent value is unknown.
//   - A nested property that is null on one side and absent on the other makes no difference. One
//     that is absent in want alone does, unless [Subset] is given.
//   - Properties that are read-only, write-only or managed by the service are not compared, and
//     neither are annotations, advertised operations and the spelling of @odata.type.
//   - Collections are compared in order, unless [AsSet] is given. Null differs from an empty one.
//   - Secrets are compared by value, so one that comes back masked differs, unless [IgnoreSecrets]
//     is given.
//   - Members of want's Extra, among them values that do not fit, differ unless have's Extra has
//     the same JSON value. [PatchOf] copies no Extra.
//
// If the two are patches of different types in an interface, such as intunebeta.AnyMobileAppPatch
// or any, all properties of want differ.
func Difference[P any](have, want P, options ...Compare) P {
	diff, ok := difference(have, want, options)
	if !ok {
		return want
	}
	if value, ok := diff.Elem().Interface().(P); ok {
		return value
	}
	return diff.Interface().(P)
}

// difference returns a pointer to the difference. It reports false if want is not a patch.
func difference(have, want any, options []Compare) (reflect.Value, bool) {
	c, from, to, ok := newComparison(have, want, options)
	if !ok {
		return reflect.Value{}, false
	}
	diff, source := reflect.New(to.p.typ), reflect.NewAt(to.p.typ, to.m)
	for i := range to.p.props {
		if !c.property(from, to, i) {
			copyProp(&to.p.props[i], diff, &to.p.props[i], source)
		}
	}
	data := *to.extra()
	data.members = slices.DeleteFunc(slices.Clone(data.members), func(m member) bool { return c.member(from, to, &m) })
	if len(data.members) > 0 || data.form == typeOther {
		as[Extra](at(diff.UnsafePointer(), to.p.extra)).p = &data
	}
	return diff, true
}

// newComparison returns a comparison and the two records that it starts with. If they are not of
// one type of the description, the first is empty. It reports false if want is not a model or
// patch.
func newComparison(have, want any, options []Compare) (c *comparison, from, to record, ok bool) {
	c = &comparison{depth: 1}
	for _, o := range options {
		if o.apply != nil {
			o.apply(c)
		}
	}
	v, p, err := modelOf(want)
	if err != nil {
		return c, from, to, false
	}
	to = record{p, v.UnsafePointer()}
	old, q, err := modelOf(have)
	if err != nil || q.typeText != p.typeText || q.typeText == "" && q != p {
		return c, record{p, reflect.New(p.typ).UnsafePointer()}, to, true
	}
	return c, record{q, old.UnsafePointer()}, to, true
}

// set names collections that are compared without order.
type set struct {
	name string // may have the names of the properties around it before it: "target/groups"
	typ  reflect.Type
}

// isSet reports whether the property at the current path is compared without order.
func (c *comparison) isSet(pr *prop) bool {
	if len(c.sets) == 0 {
		return false
	}
	var path strings.Builder
	for _, s := range c.path {
		if !s.element {
			path.WriteString("/" + s.name)
		}
	}
	return slices.ContainsFunc(c.sets, func(s set) bool {
		return s.typ == pr.typ && strings.HasSuffix(path.String(), "/"+s.name)
	})
}
