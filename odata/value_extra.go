package odata

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
)

const typeMember = "@odata.type"

// Extra keeps, in order, the members of a JSON object for which its struct has no property: unknown
// properties, annotations, and values that do not fit their property. It also keeps how @odata.type
// was received, which is not one of its members.
//
// The zero Extra is empty and ready to use. Copies are independent of each other.
type Extra struct{ p *extraData }

// extraData is never changed once an Extra points to it, so copies of an Extra can share it.
type extraData struct {
	form    typeForm
	text    string // the @odata.type if form is typeOther
	members []member
}

type member struct {
	name, raw string
	received  bool // decoded, not set by Extra.Set
	made      bool // decoded in a patch, which no service sends
}

// typeForm is how @odata.type was received.
type typeForm uint8

const (
	typeUnset   typeForm = iota // not decoded, but made in Go
	typeNone                    // decoded, without @odata.type
	typeOwn                     // as in the tag
	typeFlipped                 // as in the tag, but with # where the tag has none, or the reverse
	typeOther                   // the name of another type
)

// Most decoded objects have nothing but one of these, so that their Extra allocates nothing.
var (
	receivedNone    = &extraData{form: typeNone}
	receivedOwn     = &extraData{form: typeOwn}
	receivedFlipped = &extraData{form: typeFlipped}
	unset           = &extraData{}
)

func (e Extra) data() *extraData {
	if e.p == nil {
		return unset
	}
	return e.p
}

// Format writes the names of the members for every verb. The values are left out, because they may
// be secrets that did not fit their property.
func (e Extra) Format(f fmt.State, _ rune) { _, _ = fmt.Fprintf(f, "Extra%q", e.Names()) }

// Len returns the number of members.
func (e Extra) Len() int { return len(e.data().members) }

// Names returns the names of the members in order.
func (e Extra) Names() []string {
	var names []string
	for _, m := range e.data().members {
		names = append(names, m.name)
	}
	return names
}

// Get returns the raw value of a member and reports whether there is one. For @odata.type it
// returns the type name that was received or set, if it is not the struct's own.
func (e Extra) Get(name string) (json.RawMessage, bool) {
	if i := e.find(name); i >= 0 {
		return json.RawMessage(e.p.members[i].raw), true
	}
	if name == typeMember && e.data().form == typeOther {
		return appendString(nil, e.p.text), true
	}
	return nil, false
}

func (e Extra) find(name string) int { return e.data().find(name) }

func (d *extraData) find(name string) int {
	return slices.IndexFunc(d.members, func(m member) bool { return m.name == name })
}

// All yields the members in order.
func (e Extra) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		for _, m := range e.data().members {
			if !yield(m.name, json.RawMessage(m.raw)) {
				return
			}
		}
	}
}

// Set adds a member at the end, or changes it in its place. A json.RawMessage is kept verbatim, any
// other value is encoded with encoding/json. Setting @odata.type to a string sets the type name
// that is written, for a type that the package does not know. It is an error if the value is not
// valid JSON or the name is not UTF-8.
func (e *Extra) Set(name string, value any) error {
	raw, err := rawOf(value)
	if err != nil {
		return fmt.Errorf("odata: extra %q: %w", name, err)
	}
	if !validText(name) {
		return fmt.Errorf("odata: extra %q: the name is not valid UTF-8", name)
	}
	if name == typeMember && raw[0] == '"' {
		e.setType(unquote(raw))
		return nil
	}
	e.put(member{name: name, raw: raw})
	return nil
}

func (e *Extra) put(m member) {
	d := *e.data()
	d.members = slices.Clone(d.members)
	if i := e.find(m.name); i >= 0 {
		d.members[i] = m
	} else {
		d.members = append(d.members, m)
	}
	e.p = &d
}

func (e *Extra) setType(text string) {
	d := *e.data()
	d.form, d.text = typeOther, text
	d.members = slices.DeleteFunc(slices.Clone(d.members), func(m member) bool { return m.name == typeMember })
	e.p = &d
}

// Delete removes a member. After deleting @odata.type, the struct's own type name is written.
func (e *Extra) Delete(name string) {
	d := *e.data()
	d.members = slices.DeleteFunc(slices.Clone(d.members), func(m member) bool { return m.name == name })
	if name == typeMember {
		d.form, d.text = typeUnset, ""
	}
	e.p = &d
}

// rawOf returns the JSON text of value. It returns a json.RawMessage verbatim, which must be valid.
func rawOf(value any) (string, error) {
	if raw, ok := value.(Raw); ok {
		return raw.text(), nil
	}
	raw, ok := value.(json.RawMessage)
	if !ok {
		var err error
		if raw, err = json.Marshal(value); err != nil {
			return "", err
		}
	}
	return trimmedJSON(raw)
}
