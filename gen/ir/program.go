package ir

// A Program is Go that makes one request with a generated package: a function that takes a client.
type Program struct {
	Package string // name of the package that the function is in
	Func    string
	Doc     string // what the function does, for its comment
	Import  string // path of the generated package
	Name    string // its name
	Client  string // its type of clients
	Steps   []*Step
	OfType  *Model   // the derived type that the list of the last step is narrowed to, or nil
	Body    *Value   // what the last step is given; nil for nothing
	Query   []*Expr  // options that the last step is given
	Options []Header // headers that the request has beside those of the client
	Helper  *Helper  // makes another request of the last step's; nil for none
}

// A Helper is a call of a function of graph that takes the request of a program's last step, which
// reads something, and makes another of it.
type Helper struct {
	Func     string  // "AddReference", "Media" and so on
	Segments string  // what it adds to the path: "/$ref"
	Resource []*Step // the way to the request of the resource that a reference leads to; nil for none
	Property *Expr   // whose value is read or replaced; nil for none
	File     *File   // what is sent; nil for nothing
}

// A File is content that a program sends as it is.
type File struct{ ContentType, Content string }

// An Expr is an expression in an option of a query: a property, a value, or the call of a function
// of the runtime with such.
type Expr struct {
	Model *Model // with Field: the property of that model
	Field *Field
	Value *Value
	Func  string
	Args  []*Expr
}

// CallOf returns the call of a function of the runtime.
func CallOf(function string, args ...*Expr) *Expr { return &Expr{Func: function, Args: args} }

// TextOf returns a scalar of a type of Go.
func TextOf(goType, text string) *Expr {
	return &Expr{Value: &Value{Form: ScalarValue, Type: &Type{Go: goType}, Text: text}}
}

// Property returns the property that an expression is or, for a path, leads to; nil for others.
func (e *Expr) Property() *Field {
	for e != nil && e.Func == "At" {
		e = e.Args[1]
	}
	if e == nil {
		return nil
	}
	return e.Field
}

// A Step is one call of a chain along a path. The last one makes the request.
type Step struct {
	Method *Method
	Keys   []*Value // arguments of a Key
	Of     *Builder // what the path so far is converted to; nil for nothing
}

// A Header is one header of a request.
type Header struct{ Name, Value string }

// A Form says what a [Value] is.
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
	Type    *Type    // the declared type, nil for the body of a request
	Text    string   // ScalarValue: the text of a string, or the literal of a number or truth value
	Flags   []string // ScalarValue of an enumeration: its members' Go names
	Go      string   // ObjectValue: name of the struct
	Pointer bool     // ObjectValue of a body: a pointer is passed
	Members []Set    // ObjectValue, in the order written
	Extra   []Header // ObjectValue: names and JSON of what the struct has no property for
	Items   []*Value // ListValue
}

// A Set is one property of an object with its value.
type Set struct {
	Field *Field
	Value *Value
}
