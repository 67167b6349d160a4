package ir

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// Params is the struct of the parameters of an action or function, without the binding parameter.
type Params struct {
	Go         string
	Operation  string // qualified name
	Binding    string // wire name of the binding type; "" when unbound
	Collection bool   // bound to collections of that type
	Fields     []*Field
	File       string
	Doc        []string
}

// A Builder makes the requests of one entity type, or of collections of it.
type Builder struct {
	Go         string // "EmbeddedSIMActivationCodePoolBuilder"
	Model      *Model
	Collection bool
	Methods    []*Method
	File       string
	Doc        []string
}

// A Call is the kind of a [Method].
type Call uint8

// The kinds of methods.
const (
	Nav      Call = iota // go on to a navigation property, singleton or entity set
	Key                  // go on to one item of a collection
	Cast                 // go on to a derived type
	Get                  // GET one
	List                 // GET many
	Count                // GET how many
	Create               // POST the model
	Update               // PATCH
	Replace              // PUT
	Delete               // DELETE
	Action               // POST to an action
	Function             // GET a function
)

// A Method is one method of a builder.
type Method struct {
	Call     Call
	Go       string
	Segment  string   // path segment: "assignments", "microsoft.graph.win32LobApp", "assign"
	Template string   // Function: the segment in a path template, "getX(id={id})"
	Binding  string   // Action, Function: wire name of the type that it is bound to; "" when unbound
	Name     string   // Action, Function: qualified name
	To       *Builder // the builder it leads to; nil for requests
	Refers   bool     // Nav: leads to references to entities that are contained elsewhere
	Keys     []*Field // parameters of Key
	// KeyAsSegment means that a Key of one part is a path segment; else it is in parentheses.
	KeyAsSegment bool
	Model        *Model   // Get, List, Create, Update, Replace: the model
	With         []string // Replace: the properties that only PUT may send; nil: every body needs PUT
	Params       *Params  // Action, Function: nil without parameters
	Result       *Type    // Action, Function: nil without result
	Absent       []string // names of the clouds whose schema lacks it
	Rows         []*Row   // the documented operations that it performs
	Doc          []string
	Origin       spec.Position
}

// KeyName returns the name of the key that a Key method adds, as it is in path templates:
// "mobileAppId".
func (m *Method) KeyName() string {
	wire := m.To.Model.Wire
	return wire[strings.LastIndexByte(wire, '.')+1:] + "Id"
}

// A Table is the table of operations.
type Table struct{ Rows []*Row }

// A Row is the documentation of one operation or, with method "*", of everything below a path.
type Row struct {
	Method, Path string
	// From is the method whose documentation the row has: "PATCH" for a PUT that is not documented.
	// It is "" if the row has its own.
	From        string
	Steps       []*Method // the methods along the path, the call last; nil for method "*"
	Page, View  string
	Status      int      // documented status of success; 0: not documented
	Delegated   []string // nil: not documented; empty: not supported
	Personal    []string
	Application []string
	Clouds      []Cloud // sorted by name
	CloudSource string  // what the answers of the clouds are from: "page intune-esim-… of 2024-08-01"; "" if that is a schema
}

// A Cloud says whether an operation is available in a cloud.
type Cloud struct {
	Name      string
	Available bool
}
