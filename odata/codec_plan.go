package odata

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
)

// plan describes a struct type for the codec. It is made once for each type, when the codec first
// meets the type.
type plan struct {
	typ      reflect.Type
	typeText string // the @odata.type of the tag: "#ns.entity", "ns.complex", or "" for none
	typeJSON string // typeText as a member, after a comma, or ""
	abstract bool
	patch    bool
	withheld map[string]propFlag // names of the model that its patch does not have
	props    []prop
	index    map[string]int // numbers of the properties by name
	extra    uintptr        // offset of the Extra

	// next[i+1] is the property that followed property i in the last object, next[0] the first one.
	// Services write the properties of a type in one order, so this predicts nearly every name.
	next []atomic.Int32
}

// prop is a property: a Field of the struct.
type prop struct {
	name   string // on the wire
	key    string // "name": as most bodies write it
	member string // ,"name": as the encoder writes it
	flags  propFlag
	kind   kind // of the value, or of the elements
	list   bool
	typ    reflect.Type // T of Field[T]
	size   uintptr      // of an element of a list
	elem   reflect.Type // the struct of kindStruct and kindPointer, the interface of kindAny
	value  uintptr      // offset
	state  uintptr      // offset

	hierarchy hierarchy // for kindAny: the types that a value can have

	row     bool                         // it is of a rowPlan
	plain   bool                         // of a row: a Go value that is not in a Field
	ignored bool                         // of a row: no field holds it
	read    func(*decoder, mem, int) int // for kindRow
}

type propFlag uint16

const (
	nonnull propFlag = 1 << iota
	readonly
	managed
	writeonly
	required
	createonly
	navigation
	inBody // a navigation property that bodies may have
	deep   // a navigation property that is created together with its resource
	byAlias
	base64Text // a secret that is the base64 of bytes
	byput      // PUT sends it, and the service refuses it in a PATCH
)

var flagNames = map[string]propFlag{"nonnull": nonnull, "readonly": readonly, "managed": managed, "writeonly": writeonly, "required": required,
	"createonly": createonly, "nav": navigation, "inbody": inBody, "deep": deep, "alias": byAlias, "binary": base64Text, "byput": byput}

var plans sync.Map // reflect.Type → *plan

// planOf returns the plan of a struct type.
func planOf(t reflect.Type) (*plan, error) {
	if p, ok := plans.Load(t); ok {
		return p.(*plan), nil
	}
	p, err := newPlan(t)
	if err != nil {
		return nil, err
	}
	// All goroutines use the first plan, so that they share the learned order of properties.
	first, _ := plans.LoadOrStore(t, p)
	return first.(*plan), nil
}

func newPlan(t reflect.Type) (*plan, error) {
	p := &plan{typ: t}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("odata: %v is not a model; want a struct of odata.Field and odata.Extra", t)
	}
	p.props = make([]prop, countFields(t))
	p.next = make([]atomic.Int32, len(p.props)+1)
	n, extras := 0, 0
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Type == extraType:
			p.setExtra(f)
			extras++
		case isField(f.Type):
			if err := p.props[n].init(f); err != nil {
				return nil, fmt.Errorf("odata: %v.%s: %w", t, f.Name, err)
			}
			p.next[n].Store(int32(n))
			n++
		default:
			return nil, fmt.Errorf("odata: %v.%s: %v is neither odata.Field nor odata.Extra", t, f.Name, f.Type)
		}
	}
	var ok bool
	if p.index, ok = indexOf(p.props); !ok || extras != 1 {
		return nil, fmt.Errorf("odata: %v is not a model; want exactly one odata.Extra and no wire name twice", t)
	}
	return p, nil
}

// indexOf returns the numbers of properties by name. It reports false if two have the same name.
func indexOf(props []prop) (index map[string]int, ok bool) {
	index = map[string]int{}
	for i := range props {
		index[props[i].name] = i
	}
	return index, len(index) == len(props)
}

// property returns the number of the property with that name, and reports whether there is one.
func (p *plan) property(name string) (int, bool) {
	n, ok := p.index[name]
	return n, ok
}

var extraType = reflect.TypeFor[Extra]()

func countFields(t reflect.Type) (n int) {
	for i := range t.NumField() {
		if isField(t.Field(i).Type) {
			n++
		}
	}
	return n
}

func (p *plan) setExtra(f reflect.StructField) {
	text, option, _ := strings.Cut(f.Tag.Get("odata"), ",")
	p.extra, p.typeText, p.abstract = f.Offset, text, option == "abstract"
	if p.patch = isPatch(p.typ.Name(), text); p.patch {
		p.withheld = withheldBy(f.Tag)
	}
	if text != "" {
		p.typeJSON = string(appendString([]byte(`,"`+typeMember+`":`), text))
	}
}

// withheldBy returns the names that only the model of a patch has. The tag of the patch's Extra
// lists them, because a reference to the model would link all types that the model leads to.
func withheldBy(tag reflect.StructTag) map[string]propFlag {
	names := map[string]propFlag{}
	for _, class := range [...]string{"readonly", "createonly", "nav"} {
		for name := range strings.SplitSeq(tag.Get(class), ",") {
			if name != "" {
				names[name] = flagNames[class]
			}
		}
	}
	return names
}

// isPatch reports whether a Go type is the patch type of the type in its tag. Only a patch has the
// tag of another type, and its name is that type's name with the suffix Patch. The name of a wire
// type can end in Patch too.
func isPatch(goName, typeText string) bool {
	own := typeText[strings.LastIndexByte(typeText, '.')+1:]
	goName = strings.TrimRight(goName, "_")
	return own != "" && strings.HasSuffix(strings.ToLower(goName), strings.ToLower(own)+"patch")
}

func (p *plan) typeName() string { return strings.TrimPrefix(p.typeText, "#") }

func (pr *prop) init(f reflect.StructField) error {
	name, options, _ := strings.Cut(f.Tag.Get("odata"), ",")
	pr.name = name
	pr.member = string(append(appendString([]byte{','}, name), ':'))
	pr.key = pr.member[1:]
	for option := range strings.SplitSeq(options, ",") {
		pr.flags |= flagNames[option]
	}
	value := f.Type.Field(fieldValue)
	pr.typ = value.Type
	pr.value = f.Offset + value.Offset
	pr.state = f.Offset + f.Type.Field(fieldPresence).Offset
	return pr.setKind()
}
