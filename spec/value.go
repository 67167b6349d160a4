package spec

// A Kind is the kind of an annotation value.
type Kind uint8

// The kinds of [Value]: those of JSON.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Object
)

// A Value is an annotation's value in the form of CSDL JSON 4.01, section 14: constants as JSON
// literals, collections as lists, records as objects, and dynamic expressions as objects with
// $Path, $If, $Apply and so on.
type Value struct {
	Kind    Kind
	Text    string   // literal of Bool ("true"), Number (as written) and String
	List    []Value  // items of a List
	Members []Member // members of an Object, in order
	Pos     Position
}

// A Member is one member of an object: a property of a record, a part of an expression, or an
// annotation of either ("@Term#Qualifier").
type Member struct {
	Name  string
	Value Value
}

// Get returns the member called name, or nil.
func (v *Value) Get(name string) *Value {
	for i := range v.Members {
		if v.Members[i].Name == name {
			return &v.Members[i].Value
		}
	}
	return nil
}

// Str returns the text of a string, and "" for a value of another kind.
func (v *Value) Str() string {
	if v == nil || v.Kind != String {
		return ""
	}
	return v.Text
}

// Strings returns the texts of a list of strings.
func (v *Value) Strings() []string {
	if v == nil {
		return nil
	}
	texts := make([]string, 0, len(v.List))
	for i := range v.List {
		texts = append(texts, v.List[i].Str())
	}
	return texts
}

// IsTrue reports whether v is the literal true.
func (v *Value) IsTrue() bool { return v != nil && v.Kind == Bool && v.Text == "true" }

// Text returns a string value without position.
func Text(s string) Value { return Value{Kind: String, Text: s} }

// Texts returns a list of string values without positions.
func Texts(list []string) Value {
	v := Value{Kind: List}
	for _, s := range list {
		v.List = append(v.List, Text(s))
	}
	return v
}
