package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
)

// page is a page of objects of a type.
type page struct {
	style
	declared reflect.Type   // of an item: a struct, or an interface of models
	types    []reflect.Type // that the objects have
	name     string
	r        *rand.Rand
	body     []byte // the array
	objects  int
	nested   int // lists that are not empty
}

// largest is the size after which a page gets no more objects, so that types with much nested in
// them do not take the memory.
const largest = 4 << 20

func newPage(t reflect.Type, s style, objects int) *page {
	p := &page{style: s, declared: t, types: []reflect.Type{t}, name: strings.TrimPrefix(typeName(t), "#"), r: rand.New(rand.NewPCG(1, uint64(len(typeName(t)))))}
	if s.mixed {
		p.mix(t)
	}
	p.add("[")
	for p.objects < objects && len(p.body) < largest {
		if p.objects > 0 {
			p.add(",")
		}
		p.object(p.types[p.r.IntN(len(p.types))], len(p.types) > 1, 0)
		p.objects++
	}
	p.add("]")
	if s.indent {
		var b bytes.Buffer
		if err := json.Indent(&b, p.body, "", "  "); err != nil {
			panic(err)
		}
		p.body = b.Bytes()
	}
	return p
}

// mix makes the page one of the hierarchy that t is in.
func (p *page) mix(t reflect.Type) {
	if i := interfaces[t]; i != nil {
		p.declared, p.types = i, implementations(i)
	}
}

func (p *page) add(s string) { p.body = append(p.body, s...) }

func (p *page) percent(n int) bool { return n > 0 && p.r.IntN(100) < n }

// sample returns the first object.
func (p *page) sample() []byte {
	var list []json.RawMessage
	if err := json.Unmarshal(p.body, &list); err != nil {
		panic(fmt.Sprintf("%s: %v", p.name, err))
	}
	return list[0]
}

// object writes an object of a struct's type.
func (p *page) object(t reflect.Type, typed bool, depth int) {
	p.add("{")
	start := len(p.body)
	if typed || p.percent(25) {
		p.member(start, "@odata.type")
		p.add(`"` + typeName(t) + `"`)
	}
	if p.noted && depth == 0 {
		p.notes(start)
	}
	n := 0
	for _, f := range p.order(propertiesOf(t)) {
		if f.navigation && (!p.expanded || depth > 0) || p.percent(p.absent) || len(f.models) > 0 && depth == p.depth || p.properties > 0 && n == p.properties {
			continue
		}
		n++
		if p.noted {
			p.noteOf(start, f)
		}
		p.member(start, f.name)
		p.value(f, depth)
	}
	p.add("}")
}

// order returns the properties in the order of the style.
func (p *page) order(list []property) []property {
	if !p.shuffled && !p.reversed {
		return list
	}
	other := make([]property, len(list))
	for i, j := range p.r.Perm(len(list)) {
		if p.reversed {
			j = len(list) - 1 - i
		}
		other[i] = list[j]
	}
	return other
}

func (p *page) member(start int, name string) {
	if len(p.body) > start {
		p.add(",")
	}
	p.add(`"` + name + `":`)
}

func (p *page) value(f property, depth int) {
	switch {
	case p.percent(p.nulls) && !f.list && !f.nonnull:
		p.add("null")
	case p.percent(p.misfits):
		p.add([]string{`{"a":1}`, `"not of the kind"`, `[1,"x",null]`, `12.5`, `true`}[p.r.IntN(5)])
	case f.list:
		p.list(f, depth)
	default:
		p.one(f, depth)
	}
}

func (p *page) list(f property, depth int) {
	p.add("[")
	n := p.r.IntN(p.lists + 1)
	if p.percent(p.nulls) {
		n = 0
	}
	if n > 0 {
		p.nested++
	}
	for i := range n {
		if i > 0 {
			p.add(",")
		}
		p.one(f, depth)
	}
	p.add("]")
}

func (p *page) one(f property, depth int) {
	if len(f.models) > 0 {
		p.object(f.models[p.r.IntN(len(f.models))], f.typed, depth+1)
		return
	}
	p.scalar(f)
}
