package odata

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A strictReader finds what [UnmarshalStrict] refuses. Like those of a decoder, its functions take
// and return positions in the text.
type strictReader struct {
	*decoder
	option   StrictOption
	path     []string // names and indexes that lead to the value being read
	problems []Problem
}

// read reads the whole text as a value of type t. Its error is that of a type that cannot be
// decoded.
func (r *strictReader) read(t reflect.Type) error {
	pr := &prop{typ: t}
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Pointer {
		pr.typ = reflect.SliceOf(t.Elem().Elem())
	}
	if t.Kind() == reflect.Struct {
		pr.typ = reflect.PointerTo(t)
	}
	if err := pr.setKind(); err != nil || pr.elem == nil {
		return Unmarshal([]byte("{}"), reflect.New(t).Interface()) // it has the words for such types
	}
	if pr.kind != kindAny {
		p, err := planOf(pr.elem)
		if err != nil {
			return err
		}
		r.made = p.patch
	}
	start := r.space(0)
	if r.whole(start, func(i int) int { return r.root(pr, i) }) < 0 && r.err != nil {
		r.malformed()
	}
	slices.SortStableFunc(r.problems, func(a, b Problem) int { return cmp.Compare(a.Offset, b.Offset) })
	return nil
}

// root reads the outermost value. Null is not one.
func (r *strictReader) root(pr *prop, i int) int {
	if r.b[i] == 'n' {
		return r.misfit(pr, i)
	}
	return r.value(pr, i)
}

// malformed adds the problem of a text that is not JSON.
func (r *strictReader) malformed() {
	var e *syntaxError
	if errors.As(r.err, &e) {
		r.add(e.offset, e.what, "correct the JSON")
		return
	}
	r.add(0, r.err.Error(), "correct the type")
}

// add adds a problem of the member or element at the path.
func (r *strictReader) add(at int, what, remedy string) {
	path := ""
	for _, name := range r.path {
		path += "/" + pointerEscapes.Replace(name)
	}
	r.problems = append(r.problems, Problem{Path: path, Offset: at, What: what, Remedy: remedy})
}

// pointerEscapes are the escapes of JSON Pointer.
var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// below reads a value that a name or index leads to. If it is not JSON, the path stays.
func (r *strictReader) below(name string, read func() int) int {
	r.path = append(r.path, name)
	end := read()
	if end > 0 {
		r.path = r.path[:len(r.path)-1]
	}
	return end
}

// object reads the object at i as a value of a type.
func (r *strictReader) object(p *plan, i int) int {
	return r.names(i, func(name string, at, value int) int {
		if n, ok := p.property(name); ok {
			return r.property(&p.props[n], at, value)
		}
		if name == typeMember && p.typeText != "" {
			return r.typeName(p, value)
		}
		if what, remedy := p.unknown(name); what != "" {
			r.add(at, what, remedy)
		} else if c := r.b[value]; c != '"' && c != '[' {
			r.add(value, "is "+jsonKind(c)+"; want the address of a resource", "write it by graph.Bind")
		}
		return r.untyped(value)
	})
}

// names reads the object at i. It adds a problem for each name that is there twice, and calls read
// with the others.
func (r *strictReader) names(i int, read func(name string, at, value int) int) int {
	seen := map[string]bool{}
	return r.anyMember(i, func(name string, at, value int) int {
		name = strings.Clone(name)
		return r.below(name, func() int {
			if seen[name] {
				r.add(at, "is twice in its object", "remove one of the two")
				return r.untyped(value)
			}
			seen[name] = true
			return read(name, at, value)
		})
	})
}

// typeName reads the value of an @odata.type in an object that is of a known type.
func (r *strictReader) typeName(p *plan, i int) int {
	if r.b[i] != '"' {
		r.add(i, "is "+jsonKind(r.b[i])+"; want a string", "write "+strconv.Quote(p.typeText))
		return r.untyped(i)
	}
	name, end := r.text(i)
	if end > 0 && strings.TrimPrefix(name, "#") != p.typeName() {
		remedy := "write " + strconv.Quote(p.typeText) + ", or leave it out"
		if p.patch {
			remedy += "; a patch of the other type is made by NewPatch"
		}
		r.add(i, "names "+quoted(name)+", not "+p.typeName(), remedy)
	}
	return end
}

// quoted returns a text in quotes, cut if it is long.
func quoted(text string) string {
	const most = 100
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return strconv.Quote(text)
}
