package graph

// A Schema is the description of a service for programs that look at it at run time, as tests
// against a tenant in memory and backups do. Generated packages have one in their function Schema.
// It is two texts that cost nothing until [Schema.Describe] reads them.
//
// Types has a line for each enumeration, type, property, operation and root, in this form:
//
//	service <namespace> <path or -> <true if it is in the national clouds>
//	enum <name> flags|single <member>[=<value>] …
//	entity|complex <name> <base or -> [abstract] [open] [media] [key=<names>] [calls=<letters>]
//	 <property> <type> [<letters>] [by=<action>]
//	 /<segment> action|function one|many <qualified name> <result or -> <parameter> …
//	root <name> <type>
//	root /<segment> …
//
// A parameter is <name>=<type>[:<letters>]. A type is String for Edm.String, .x for the type x of
// the main namespace, else a qualified name; [] before it means a collection. The letters of a
// property are ? nullable, m managed, r read-only, w write-only, c create-only, s secret, b a
// navigation property that bodies may have, n navigation, o navigation that contains, ! required.
// Those of the calls are g get, l list, c create, u update, p replace, d delete.
type Schema struct {
	Operations Table  // what is documented of each operation
	Types      string // see above
}

// A Description is a [Schema] that was read. Do not change it.
type Description struct {
	Namespace string // that of the types whose names need no prefix
	Path      string // version path of the service, "/beta"; "" if unknown
	Clouds    bool   // the service is Microsoft Graph, with its national clouds
	Types     map[string]*SchemaType
	Enums     map[string]*SchemaEnum
	Roots     []*SchemaProperty  // singletons and entity sets
	Unbound   []*SchemaOperation // operations of the root
}

// A SchemaType is an entity type or a complex type.
type SchemaType struct {
	Name           string // "microsoft.graph.mobileApp"
	Entity         bool
	Abstract, Open bool
	Media          bool        // the entities are files
	Base           *SchemaType // nil unless derived
	Derived        []*SchemaType
	Key            []string // nil unless the type declares it
	Calls          string   // letters of the calls that some path allows, see [Schema]
	// Own holds the properties that the type declares itself, and Operations those that are bound
	// to it.
	Own        []*SchemaProperty
	Operations []*SchemaOperation
}

// A PropertyClass says who sets the value of a property.
type PropertyClass uint8

// The classes of properties.
const (
	Writable PropertyClass = iota
	Managed                // the service sets it, yet documented updates have it
	ReadOnly               // the service sets it
)

// A SchemaProperty is a property, a parameter, a result or a root.
type SchemaProperty struct {
	Name       string
	TypeName   string      // "Edm.String", or the qualified name of Type or Enum
	Type       *SchemaType // nil unless it is a structured value
	Enum       *SchemaEnum // nil unless it is an enumeration
	Collection bool
	Nullable   bool // for collections: whether items may be null
	Class      PropertyClass
	// WriteOnly means accepted and never returned, CreateOnly that updates do not have it.
	WriteOnly, CreateOnly, Secret bool
	// Navigation means that it leads to entities, Contains that these are parts of the owner, and
	// InBody that bodies have them nevertheless.
	Navigation, Contains, InBody bool
	Required                     bool   // a parameter of a function that calls cannot omit
	ChangedBy                    string // the action that changes it instead of an update, or ""
}

// A SchemaEnum is an enumeration.
type SchemaEnum struct {
	Name    string
	Flags   bool
	Members []string
	Values  []int64 // one for each member
}

// A SchemaOperation is an action or a function.
type SchemaOperation struct {
	Segment    string // path segment: "assign"
	Name       string // qualified name
	Function   bool
	Many       bool            // bound to collections
	Result     *SchemaProperty // nil without result
	Parameters []*SchemaProperty
}

// Is reports whether t is the type base or derived from it.
func (t *SchemaType) Is(base *SchemaType) bool {
	for ; t != nil; t = t.Base {
		if t == base {
			return true
		}
	}
	return false
}

// Properties returns all properties, inherited ones first. One that is declared again is in its new
// form, at its old place.
func (t *SchemaType) Properties() []*SchemaProperty {
	if t == nil {
		return nil
	}
	all := t.Base.Properties()
	for _, p := range t.Own {
		if i := indexOfProperty(all, p.Name); i >= 0 {
			all[i] = p
		} else {
			all = append(all, p)
		}
	}
	return all
}

func indexOfProperty(all []*SchemaProperty, name string) int {
	for i, p := range all {
		if p.Name == name {
			return i
		}
	}
	return -1
}

// Property returns the property with a name, or nil.
func (t *SchemaType) Property(name string) *SchemaProperty {
	for ; t != nil; t = t.Base {
		if i := indexOfProperty(t.Own, name); i >= 0 {
			return t.Own[i]
		}
	}
	return nil
}

// KeyNames returns the names of the properties of an entity type's key, "id" if none is known.
func (t *SchemaType) KeyNames() []string {
	for ; t != nil; t = t.Base {
		if t.Key != nil {
			return t.Key
		}
	}
	return []string{"id"}
}
