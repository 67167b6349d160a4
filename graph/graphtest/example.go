package graphtest

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/intunegen/intunegen/graph"
)

// example returns a value of the type of a property, as the documentation makes them: of each enum
// the second member, of each collection one item, of a type that refers to itself no second one.
func (s *state) example(p *graph.SchemaProperty, inside []*graph.SchemaType) []byte {
	one := s.exampleOne(p, inside)
	if !p.Collection {
		return one
	}
	if isNull(one) {
		return []byte("[]")
	}
	return append(append([]byte{'['}, one...), ']')
}

func (s *state) exampleOne(p *graph.SchemaProperty, inside []*graph.SchemaType) []byte {
	switch {
	case p.Enum != nil && len(p.Enum.Members) > 0:
		return quote(p.Enum.Members[min(1, len(p.Enum.Members)-1)])
	case p.Type != nil:
		return s.exampleObject(p.Type, inside)
	}
	switch strings.TrimPrefix(p.TypeName, "Edm.") {
	case "Boolean":
		return []byte("true")
	case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal":
		return strconv.AppendInt(nil, int64(len(p.Name)%16), 10)
	case "Double", "Single":
		return strconv.AppendFloat(nil, float64(len(p.Name))/3, 'f', -1, 64)
	case "DateTimeOffset":
		return []byte(`"2017-01-01T00:02:43.5775965-08:00"`)
	case "Date":
		return []byte(`"2017-01-01"`)
	case "TimeOfDay":
		return []byte(`"12:02:43.5775965"`)
	case "Duration":
		return []byte(`"PT2M43.444327S"`)
	case "Guid":
		return quote(s.guid())
	case "Binary":
		return []byte(`"ZXhhbXBsZQ=="`)
	case "String":
		return quote(titled(p.Name) + " value")
	}
	return []byte("null")
}

// maxExample bounds the nesting of an example.
const maxExample = 4

func (s *state) exampleObject(t *graph.SchemaType, inside []*graph.SchemaType) []byte {
	info := s.model.info(t)
	for i := 0; info.Abstract && i < len(t.Derived); i++ {
		if !t.Derived[i].Abstract {
			info = s.model.info(t.Derived[i])
		}
	}
	if len(inside) >= maxExample {
		return []byte("null")
	}
	for _, outer := range inside {
		if outer == info.SchemaType {
			return []byte("null")
		}
	}
	members := []member{{typeName, quote(info.wireName())}}
	for _, p := range info.properties {
		if p.WriteOnly {
			continue
		}
		members = append(members, member{p.Name, s.example(p, append(inside[:len(inside):len(inside)], info.SchemaType))})
	}
	return objectOf(members)
}

// titled returns the words of a name in title case: displayName is Display Name.
func titled(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			r = unicode.ToUpper(r)
		case unicode.IsUpper(r):
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Example returns an example of a type by its qualified name, as the documentation makes them, nil
// if there is no such type.
func (s *Server) Example(name string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.state.model.named(name)
	if t == nil {
		return nil
	}
	return s.state.exampleObject(t.SchemaType, nil)
}
