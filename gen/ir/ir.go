// Package ir describes the Go of a package completely: its types, methods, comments and names.
// After packages build and names have filled it, an emitter decides nothing.
//
// Every node has its wire name beside its Go name.
package ir

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// A Package is one generated Go package.
type Package struct {
	Name    string
	Title   string // name of the service: "the Intune part of Microsoft Graph beta"
	Source  string // name of the description, one line
	Service Service
	Models  []*Model // entity and complex types, sorted by wire name
	Enums   []*Enum
	Params  []*Params
	// Builders are the request builders, each for one entity type or for collections of it.
	Builders []*Builder
	Roots    []*Method // methods of the client: singletons, entity sets, imported operations
	// ExternalTypes holds the types that the description names and does not define, sorted.
	ExternalTypes []string
	// UnusedContainers holds the entity containers of the description that the service's own does
	// not extend.
	UnusedContainers []string
	// UnreachableOperations holds the actions and functions that no path leads to, sorted, each
	// with its binding type. It is nil when only a part of the description was selected.
	UnreachableOperations []string
	// UnusedFaults holds the faults of nodes that the package does not use, sorted by position.
	UnusedFaults []*spec.Error
	Table        Table
	Aliases      []*Alias // earlier names of types, and of their patches, builders and so on
	Kept         []string // paths of properties and members that the description no longer has
	Fixed        Fixed
}

// Fixed holds the final names of the declarations that every package has.
type Fixed struct{ Client, NewClient, New, NewPatch, Operations, Available, TableConst, Service, Models, Patches, Schema, SchemaConst string }

// AllMethods returns the methods of the client and of all builders.
func (p *Package) AllMethods() []*Method {
	all := slices.Clone(p.Roots)
	for _, b := range p.Builders {
		all = append(all, b.Methods...)
	}
	return all
}

// RowsOf returns the documented operations on resources of a type: its own, and those of the types
// that it derives from, since their paths give it too. They are in the order of the table.
func (p *Package) RowsOf(m *Model) []*Row {
	has := map[*Row]bool{}
	for ; m != nil; m = m.Base {
		for _, b := range p.Builders {
			for _, method := range b.Methods {
				for _, row := range method.Rows {
					has[row] = has[row] || b.Model == m
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(p.Table.Rows), func(row *Row) bool { return !has[row] })
}

// Service holds the names and the path of the service.
type Service struct {
	Namespace string // namespace of the entity container
	Root      string // namespace whose types need no prefix
	Container string // its name, "" when there is none
	Path      string // "/beta"; "" when it is unknown
	Clouds    bool   // the service is Microsoft Graph, with its national clouds
}

// A Model is an entity type or a complex type.
type Model struct {
	Wire     string // "microsoft.graph.mobileApp"
	Go       string // "MobileApp"
	Entity   bool
	Abstract bool
	Open     bool
	Media    bool     // the entities are files
	Key      []string // names of the properties of the key, nil unless this type declares it
	Base     *Model   // nil unless derived
	TypeText string   // value of @odata.type in bodies
	Doc      []string
	Page     string // name of the documentation page, "" when unknown
	View     string // version of the documentation: "graph-rest-beta"
	Fields   []*Field
	// Derived holds all types derived from this one, at any depth, sorted by wire name.
	Derived []*Model
	// Bases holds the polymorphic types among this one and its ancestors, the root of the hierarchy
	// last.
	Bases []*Model
	// Polymorphic means that values of this declared type may be of a derived type. AnyName and
	// MarkName are then the sealed interface and its method. For the root of a hierarchy, TypesName
	// is the type that lists the models of the hierarchy.
	Polymorphic                  bool
	AnyName, MarkName, TypesName string
	Patch                        *Patch   // nil unless the type can be updated by PATCH
	AnyPatch, PatchMark          string   // the sealed interface of patches of a hierarchy, and its method
	Queried                      bool     // requests read it or it is in what they read, so query options name its properties
	PropertiesName               string   // the variable that holds the names of its properties
	PropertiesType               string   // its type
	NamesVariable                string   // the variable that it is a copy of
	Earlier                      []string // earlier wire names, without namespace
	File                         string   // file without extension
}

// A Patch is the struct of an update, with the properties that it may send.
type Patch struct {
	Go     string // "EmbeddedSIMActivationCodePoolPatch"
	Fields []*Field
	// ByPut means that PUT with the model updates the type, and no method takes the patch.
	ByPut bool
}

// A Class says who sets the value of a property.
type Class uint8

// The classes of properties.
const (
	Writable Class = iota
	Managed        // the service sets it, yet documented update bodies have it
	ReadOnly       // the service sets it, and no update has it
)

// A Field is one property of a model.
type Field struct {
	Wire, Go   string
	Type       Type
	Nullable   bool // for collections: whether items may be null
	Navigation bool
	Contains   bool // a navigation property whose targets are parts of the entity
	Class      Class
	WriteOnly  bool
	CreateOnly bool
	Secret     bool
	InBody     bool   // a navigation property that bodies may have, or a create-only one that updates carry
	Apart      bool   // a navigation property whose parts are not created together with their resource
	Deep       bool   // a navigation property that creation takes
	ByPut      bool   // PUT sends it, and the service refuses it in a PATCH
	Required   bool   // a parameter of a function that calls cannot omit
	ByAlias    bool   // a parameter of a function whose JSON is an option of the query
	ChangedBy  string // the action that changes it instead of an update, or ""
	From       *Model // the model that declares it
	Doc        []string
}

// Withheld returns why a patch does not have the property: "readonly", "createonly", "nav", or ""
// if it has it.
func (f *Field) Withheld() string {
	switch {
	case f.Class == ReadOnly:
		return "readonly"
	case f.CreateOnly && !f.InBody:
		return "createonly"
	case f.Navigation && !f.InBody:
		return "nav"
	}
	return ""
}
