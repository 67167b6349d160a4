// Package spec defines the neutral document, which is the description of an API.
//
// A document has the content of an input in the terms of OData CSDL 4.01, whatever form the input
// had. Every node has the position where it was read. Names of types are as written, aliases
// included; [Index] resolves them.
package spec

// A Document is one API description: the schemas of one input, or of several inputs merged.
type Document struct {
	Version    string // OData version of the input: "4.0" or "4.01"
	References []*Reference
	Schemas    []*Schema
	Notes      []*Error // faults that do not make the document unusable, as repeated annotations
	Pos        Position
}

// A Reference names another document (edmx:Reference). Referenced documents are never fetched.
type Reference struct {
	URI         string
	Includes    []Include
	IncludeAnns []IncludeAnnotations
	Annotations []*Annotation
	Pos         Position
}

// Include makes the names of a namespace of a referenced document usable, optionally under an
// alias.
type Include struct {
	Namespace, Alias string
	Annotations      []*Annotation
	Pos              Position
}

// IncludeAnnotations names the annotations that a referenced document contributes.
type IncludeAnnotations struct {
	TermNamespace, Qualifier, TargetNamespace string
	Pos                                       Position
}

// A Schema is one namespace of a document.
type Schema struct {
	Namespace   string
	Alias       string // "" when the schema has none
	Types       []*StructuredType
	Enums       []*EnumType
	TypeDefs    []*TypeDefinition
	Operations  []*Operation // actions and functions; overloads have one name and are side by side
	Terms       []*Term
	Container   *EntityContainer // nil unless this schema declares one
	Targets     []*Target        // annotations by target
	Annotations []*Annotation    // annotations of the schema itself
	Pos         Position
}

// A StructuredType is an entity type or a complex type.
type StructuredType struct {
	Entity      bool // an entity type; else a complex type
	Name        string
	Base        string // "" unless derived
	Abstract    bool
	Open        bool
	HasStream   bool
	Key         []KeyProperty // nil unless this type declares the key
	Properties  []*Property
	Navigations []*NavigationProperty
	Annotations []*Annotation
	Pos         Position
}

// A KeyProperty is one part of an entity's key: a path to a property, and an alias where the path
// has several segments.
type KeyProperty struct {
	Path, Alias string
	Pos         Position
}

// A TypeRef refers to a type, or to a collection of it.
type TypeRef struct {
	Name       string // "Edm.String", "graph.user"; never "Collection(…)"
	Collection bool
	// Nullable reports whether the value, or an item of the collection, may be null. It is false
	// for collections of entities, and true for other collections when the description does not
	// say.
	Nullable bool
	Facets   *Facets // nil when there are none; replace it to change it, because types share it
	Pos      Position
}

// Facets restrict the values of a primitive type. "" means that a facet is not given, or has the
// value that its absence means in every form: "max" for MaxLength, "true" for Unicode.
type Facets struct {
	MaxLength string
	Precision string // from XML, types of a time always have it: absence means "0" there
	Scale     string // "variable", "floating" or a number; always given for Edm.Decimal
	Unicode   string // "false" or ""
	SRID      string
}

// A Property is a structural property.
type Property struct {
	Name        string
	Type        TypeRef
	Default     *string // nil unless the description gives a default value
	Annotations []*Annotation
	Pos         Position
}

// A NavigationProperty leads to an entity or a collection of entities.
type NavigationProperty struct {
	Name        string
	Type        TypeRef
	Partner     string
	Contains    bool // ContainsTarget
	Constraints []ReferentialConstraint
	OnDelete    string // "" unless given: Cascade, None, SetNull, SetDefault
	// OnDeleteAnnotations are annotations of the OnDelete element.
	OnDeleteAnnotations []*Annotation
	Annotations         []*Annotation
	Pos                 Position
}

// A ReferentialConstraint ties a dependent property to a property of the principal entity.
type ReferentialConstraint struct {
	Property, Referenced string
	Annotations          []*Annotation
	Pos                  Position
}

// An EnumType is an enumeration. Real descriptions have some without members.
type EnumType struct {
	Name        string
	Underlying  string // "" unless given, which means Edm.Int32
	Flags       bool
	Members     []*EnumMember
	Annotations []*Annotation
	Pos         Position
}

// An EnumMember is one member of an enumeration. Readers number the members without a value.
type EnumMember struct {
	Name        string
	Value       int64
	Annotations []*Annotation
	Pos         Position
}

// A TypeDefinition gives a primitive type another name and facets.
type TypeDefinition struct {
	Name        string
	Underlying  TypeRef
	Annotations []*Annotation
	Pos         Position
}

// A Term defines an annotation term.
type Term struct {
	Name        string
	Type        TypeRef
	Base        string // BaseTerm
	AppliesTo   []string
	Default     *string
	Annotations []*Annotation
	Pos         Position
}

// A Target has annotations that a description states apart from the node that they annotate.
type Target struct {
	Path        string // "graph.user/displayName", "graph.assign(graph.user)/target", as written
	Annotations []*Annotation
	Pos         Position
}

// An Annotation applies a term to its owner.
type Annotation struct {
	Term        string // as written: "Org.OData.Core.V1.Description"
	Qualifier   string
	Value       Value
	Annotations []*Annotation // annotations of this annotation
	Pos         Position
}
