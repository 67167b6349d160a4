package odata

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
)

// A rowPlan describes a struct of the user's that rows are decoded into. Its fields are plain Go
// values, values of this package, or a Field of one. It is made once for each type.
type rowPlan struct {
	typ    reflect.Type
	props  []prop
	fields []string       // the Go names of the props, as errors name them
	index  map[string]int // numbers of the props by name
	extra  uintptr        // offset of the Extra, if keeps
	keeps  bool           // it has an Extra
	next   []atomic.Int32 // as in plan
}

var rowPlans sync.Map // reflect.Type → *rowPlan

// rowPlanOf returns the plan of a struct type.
func rowPlanOf(t reflect.Type) (*rowPlan, error) {
	if p, ok := rowPlans.Load(t); ok {
		return p.(*rowPlan), nil
	}
	p := &rowPlan{typ: t}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%v is not a struct", t)
	}
	if err := p.addFields(t, 0, ""); err != nil {
		return nil, err
	}
	p.ignore()
	var ok bool
	if p.index, ok = indexOf(p.props); !ok {
		return nil, fmt.Errorf("%v: two fields have the same name in their tags", t)
	}
	p.next = make([]atomic.Int32, len(p.props)+1)
	for i := range p.props {
		p.next[i].Store(int32(i))
	}
	first, _ := rowPlans.LoadOrStore(t, p)
	return first.(*rowPlan), nil
}

// addFields adds the fields of a struct at an offset in the row. An embedded struct without a tag
// gives its fields, as in encoding/json.
func (p *rowPlan) addFields(t reflect.Type, offset uintptr, path string) error {
	for i := range t.NumField() {
		f := t.Field(i)
		tag, hasTag := f.Tag.Lookup("odata")
		name, _, _ := strings.Cut(tag, ",")
		f.Offset += offset
		err := error(nil)
		switch {
		case name == "-":
		case f.Type == extraType:
			err = p.addExtra(f)
		case f.Anonymous && !hasTag && f.Type.Kind() == reflect.Struct:
			err = p.addFields(f.Type, f.Offset, path+f.Name+".")
		case !f.IsExported() && !hasTag:
		case !f.IsExported():
			err = fmt.Errorf("%v.%s%s is not exported; begin its name with a capital", p.typ, path, f.Name)
		case name == "":
			err = fmt.Errorf("%v.%s%s has no name in a tag; write `odata:\"name\"`, or `odata:\"-\"` to leave it out", p.typ, path, f.Name)
		default:
			err = p.addField(f, name, path+f.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *rowPlan) addExtra(f reflect.StructField) error {
	if p.keeps {
		return fmt.Errorf("%v has two odata.Extra; leave out one", p.typ)
	}
	p.extra, p.keeps = f.Offset, true
	return nil
}

func (p *rowPlan) addField(f reflect.StructField, name, goName string) error {
	pr := prop{name: name, key: string(append(appendString(nil, name), ':')), typ: f.Type, value: f.Offset, row: true, plain: true}
	if isField(f.Type) {
		value := f.Type.Field(fieldValue)
		pr.typ, pr.value, pr.plain = value.Type, f.Offset+value.Offset, false
		pr.state = f.Offset + f.Type.Field(fieldPresence).Offset
	}
	if err := pr.setRowKind(); err != nil {
		return fmt.Errorf("%v.%s: %w", p.typ, goName, err)
	}
	p.props, p.fields = append(p.props, pr), append(p.fields, goName)
	return nil
}

// commonAnnotations are the annotations that services add to most items.
var commonAnnotations = []string{typeMember, "@odata.id", "@odata.etag"}

// ignore adds the annotations that no field holds. Then the next name is predicted behind them too.
func (p *rowPlan) ignore() {
	for _, name := range commonAnnotations {
		has := func(i int) bool { return p.props[i].name == name }
		if p.keeps || anyIndex(len(p.props), has) {
			continue
		}
		key := string(append(appendString(nil, name), ':'))
		p.props = append(p.props, prop{name: name, key: key, kind: kindRow, row: true, plain: true, ignored: true, read: ignoreValue})
		p.fields = append(p.fields, "")
	}
}

func anyIndex(n int, f func(int) bool) bool {
	for i := range n {
		if f(i) {
			return true
		}
	}
	return false
}

func ignoreValue(d *decoder, _ mem, i int) int { return d.skip(i) }
