package ir

// A Kind is the kind of a Go type.
type Kind uint8

// The kinds of a [Type].
const (
	Scalar  Kind = iota // a Go or runtime scalar: string, int32, odata.Time
	EnumRef             // an enumeration of the package
	Struct              // a model of the package
	Any                 // the interface of a model with derived types
)

// A Type is the resolved type of a property, parameter or result.
type Type struct {
	Kind       Kind
	Collection bool
	Runtime    bool   // Scalar: Go is a name in package odata
	Edm        string // qualified name in the description: "Edm.String"
	Primitive  string // Scalar: the primitive type behind Edm, "" if any JSON is a value
	Go         string // Scalar: "string", or "Time" with Runtime
	Enum       *Enum  // nil unless EnumRef
	Model      *Model // nil unless Struct or Any
}

// Item returns the type of the items of a collection.
func (t *Type) Item() *Type {
	item := *t
	item.Collection = false
	return &item
}

// IsStream reports whether a result is a file rather than JSON.
func (t *Type) IsStream() bool { return t.Edm == "Edm.Stream" && !t.Collection }

// An Enum is an enumeration.
type Enum struct {
	Wire, Go string
	Flags    bool
	Members  []*Member
	Earlier  []string // earlier wire names, without namespace
	Doc      []string
	Page     string
	View     string
	File     string
}

// A Member is one member of an enumeration.
type Member struct {
	Wire, Go string
	Value    int64
	Aliases  []*Alias
	Doc      []string
}

// An Alias is an earlier name of a declaration, with which programs still compile.
type Alias struct {
	Wire     string // earlier wire name
	Go, Of   string // earlier and present name
	Constant bool   // it names a member of an enumeration
	Variable bool   // it names a variable that holds the names of properties; else a type
}
