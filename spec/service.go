package spec

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

// TypeRefs returns the types of the parameters and then of the result.
func (op *Operation) TypeRefs() []*TypeRef {
	var refs []*TypeRef
	for _, p := range op.Parameters {
		refs = append(refs, &p.Type)
	}
	if op.Return != nil {
		refs = append(refs, &op.Return.Type)
	}
	return refs
}

// A ReturnType is the result of an operation.
type ReturnType struct {
	Type        TypeRef
	Annotations []*Annotation
	Pos         Position
}

// An EntityContainer lists the entity sets, singletons and imports at the root of a service.
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

// A Binding names the entity set that has the targets of a navigation property.
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
