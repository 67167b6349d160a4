package main

// style is how the objects of a page are filled and written.
type style struct {
	name       string
	nulls      int  // percent of the properties that are null
	absent     int  // percent that are left out
	lists      int  // most elements of a list
	properties int  // most properties of an object, 0 for all
	small      bool // pages of small objects are measured too
	indent     bool
	text       textStyle
	digits     bool // numbers of many digits
	noted      bool // annotations, and properties that the type does not have
	misfits    int  // percent of the values that do not fit
	shuffled   bool // properties in an order of their own in each object
	reversed   bool
	expanded   bool // with navigation properties
	mixed      bool // a list of an interface: objects of all types of the hierarchy
	depth      int
}

type textStyle uint8

const (
	textPlain textStyle = iota
	textEscaped
	textForeign
	textLong
)

// styles are answers as services write them, and some that put a strain on one part of the codec.
var styles = []style{
	{name: "full", lists: 5, depth: 4},
	{name: "real", nulls: 33, lists: 5, depth: 4},
	{name: "indented", nulls: 33, lists: 5, depth: 4, indent: true},
	{name: "escaped", nulls: 10, lists: 5, depth: 4, text: textEscaped},
	{name: "foreign", nulls: 10, lists: 5, depth: 4, text: textForeign},
	{name: "long", nulls: 10, lists: 3, depth: 3, text: textLong},
	{name: "digits", nulls: 10, lists: 5, depth: 4, digits: true},
	{name: "noted", nulls: 33, lists: 5, depth: 4, noted: true},
	{name: "mixed", nulls: 33, lists: 5, depth: 4, mixed: true},
	{name: "small", absent: 50, lists: 3, depth: 2, properties: 3, small: true},
	{name: "sparse", absent: 60, nulls: 10, lists: 3, depth: 4},
	{name: "misfit", nulls: 10, lists: 5, depth: 4, misfits: 10},
	{name: "shuffled", nulls: 33, lists: 5, depth: 4, shuffled: true},
	{name: "reversed", nulls: 33, lists: 5, depth: 4, reversed: true},
	{name: "expanded", nulls: 33, lists: 2, depth: 2, expanded: true},
}
