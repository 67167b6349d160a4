// Package spec holds the description of an API as a neutral document.
//
// A document says what an input said, in the terms of OData CSDL 4.01, whatever form the input had.
// Every node carries the position it was read from. Names of types are kept as written, aliases
// included; [Index] resolves them.
package spec

// A Document is one API description: the schemas of one input, or of several inputs merged.
type Document struct {
	Version    string // OData version of the input: "4.0" or "4.01"
	References []*Reference
	Schemas    []*Schema
	Notes      []*Error // what a reader put right because real descriptions have it, as repeated annotations
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
	Operations  []*Operation // actions and functions; overloads share a name and stand together
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
// has segments.
type KeyProperty struct {
	Path, Alias string
	Pos         Position
}

// A TypeRef is a type as referred to: a qualified name as written, or a collection of it.
type TypeRef struct {
	Name       string // "Edm.String", "graph.user"; never "Collection(…)"
	Collection bool
	// Nullable: may the value be null; for collections: an item. It is false for collections of
	// entities, and true for other collections of which the description does not say it.
	Nullable bool
	Facets   *Facets // nil for none. Types may share them: they are replaced, not changed
	Pos      Position
}

// Facets restrict the values of a primitive type. "" means not given, or given as what its absence
// means anyway in every form: a maximal length of "max", and Unicode.
type Facets struct {
	MaxLength string
	Precision string // from XML always given for types of a time, for which its absence there means "0"
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

// A NavigationProperty leads to entities.
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

// An EnumType is an enumeration; real descriptions have some without members.
type EnumType struct {
	Name        string
	Underlying  string // "" unless given, which means Edm.Int32
	Flags       bool
	Members     []*EnumMember
	Annotations []*Annotation
	Pos         Position
}

// An EnumMember is one member of an enumeration. Value is always known: readers number members that
// have none.
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

// An Operation is an action or a function, one overload of its name.
type Operation struct {
	Function      bool // a function; else an action
	Name          string
	Bound         bool // the first parameter is the binding parameter
	Composable    bool
	EntitySetPath string
	Parameters    []*Parameter
	Return        *ReturnType // nil unless the operation returns something
	Annotations   []*Annotation
	Pos           Position
}

// A Parameter is a parameter of an operation, the binding parameter included.
type Parameter struct {
	Name        string
	Type        TypeRef
	Annotations []*Annotation
	Pos         Position
}

// A ReturnType is the result of an operation.
type ReturnType struct {
	Type        TypeRef
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

// An EntityContainer lists what a service exposes at its root.
type EntityContainer struct {
	Name            string
	Extends         string
	EntitySets      []*EntitySet
	Singletons      []*Singleton
	ActionImports   []*OperationImport
	FunctionImports []*OperationImport
	Annotations     []*Annotation
	Pos             Position
}

// An EntitySet is a collection at the service root.
type EntitySet struct {
	Name, Type  string
	Hidden      bool // IncludeInServiceDocument="false"
	Bindings    []Binding
	Annotations []*Annotation
	Pos         Position
}

// A Singleton is a single entity at the service root.
type Singleton struct {
	Name, Type  string
	Nullable    bool
	Bindings    []Binding
	Annotations []*Annotation
	Pos         Position
}

// A Binding says in which entity set the targets of a navigation property are found.
type Binding struct {
	Path, Target string
	Pos          Position
}

// An OperationImport exposes an unbound operation at the service root.
type OperationImport struct {
	Name        string
	Operation   string // qualified name of the action or function
	EntitySet   string
	InDocument  bool // IncludeInServiceDocument="true"
	Annotations []*Annotation
	Pos         Position
}

// A Target holds annotations that a description states apart from what they annotate.
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
