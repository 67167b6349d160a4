package ir

// A Program is a Go function that takes a client of a generated package and makes one request.
type Program struct {
	Package string // name of the package that the function is in
	Func    string
	Doc     string // the end of the comment "<Func> performs …"
	Import  string // path of the generated package
	Name    string // name of the generated package
	Client  string // name of its client type
	Steps   []*Step
	OfType  *Model   // the derived type that the list of the last step is narrowed to, or nil
	Body    *Value   // the body, an argument of the last step; nil without one
	Query   []*Expr  // query options, arguments of the last step
	Options []Header // headers of the request besides those of the client
	Helper  *Helper  // converts the request of the last step; nil without one
}

// A Helper is a call of a function of package graph, which converts the reading request of a
// program's last step into another request.
type Helper struct {
	Func     string  // "AddReference", "Media" and so on
	Segments string  // the text that it adds to the path: "/$ref"
	Resource []*Step // steps to the resource that a reference leads to; nil without one
	Property *Expr   // the property whose value is read or replaced; nil without one
	File     *File   // the body; nil without one
}

// A File is content that a program sends unchanged.
type File struct{ ContentType, Content string }

// An Expr is an expression in a query option: a property, a value, or the call of a function of
// package odata with expressions as arguments.
type Expr struct {
	Model *Model // the model with the property Field
	Field *Field
	Value *Value
	Func  string
	Args  []*Expr
}

// CallOf returns the call of a function of package odata.
func CallOf(function string, args ...*Expr) *Expr { return &Expr{Func: function, Args: args} }

// TextOf returns a scalar of a Go type.
func TextOf(goType, text string) *Expr {
	return &Expr{Value: &Value{Form: ScalarValue, Type: &Type{Go: goType}, Text: text}}
}

// Property returns the property of an expression, for a path the last one. It returns nil for other
// expressions.
func (e *Expr) Property() *Field {
	for e != nil && e.Func == "At" {
		e = e.Args[1]
	}
	if e == nil {
		return nil
	}
	return e.Field
}

// A Step is one call in the chain along a path. The last one makes the request.
type Step struct {
	Method *Method
	Keys   []*Value // arguments of a Key
	Of     *Builder // the type that the chain so far is converted to; nil without a conversion
}

// A Header is one header of a request.
type Header struct{ Name, Value string }

// A Form is the form of a [Value].
type Form uint8

// The forms of a value.
const (
	NullValue Form = iota
	ScalarValue
	ObjectValue
	ListValue
)

// A Value is a value to be written as a Go expression, of a declared type.
type Value struct {
	Form    Form
	Type    *Type    // the declared type; nil for the body of a request
	Text    string   // ScalarValue: the text of a string, or the literal of a number or truth value
	Flags   []string // ScalarValue of an enumeration: its members' Go names
	Go      string   // ObjectValue: name of the struct
	Pointer bool     // ObjectValue of a body: a pointer is passed
	Members []Set    // ObjectValue: in the order of the request
	Extra   []Header // ObjectValue: names and JSON of members that are not properties of the struct
	Items   []*Value // ListValue
}

// A Set is one property of an object with its value.
type Set struct {
	Field *Field
	Value *Value
}
