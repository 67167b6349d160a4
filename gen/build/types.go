package build

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// scalars maps the primitive types of OData (CSDL 4.01, section 3.3) to Go. Types that are not here hold any JSON value.
var scalars = map[string]ir.Type{
	"Edm.Binary":         {Go: "Binary", Runtime: true},
	"Edm.Boolean":        {Go: "bool"},
	"Edm.Byte":           {Go: "uint8"},
	"Edm.Date":           {Go: "Date", Runtime: true},
	"Edm.DateTimeOffset": {Go: "Time", Runtime: true},
	"Edm.Decimal":        {Go: "Decimal", Runtime: true},
	"Edm.Double":         {Go: "float64"},
	"Edm.Duration":       {Go: "Duration", Runtime: true},
	"Edm.Guid":           {Go: "GUID", Runtime: true},
	"Edm.Int16":          {Go: "int16"},
	"Edm.Int32":          {Go: "int32"},
	"Edm.Int64":          {Go: "int64"},
	"Edm.SByte":          {Go: "int8"},
	"Edm.Single":         {Go: "float32"},
	"Edm.Stream":         {Go: "Stream", Runtime: true},
	"Edm.String":         {Go: "string"},
	"Edm.TimeOfDay":      {Go: "TimeOfDay", Runtime: true},
}

// resolve returns the Go type of a reference. What the description does not define holds any JSON value.
func (s *state) resolve(ref spec.TypeRef) ir.Type {
	name := s.index.Resolve(ref.Name)
	t := s.named(name)
	t.Edm, t.Collection = name, ref.Collection
	return t
}

func (s *state) named(name string) ir.Type {
	if def := s.index.Defs[name]; def != nil {
		return s.named(s.index.Resolve(def.Underlying.Name))
	}
	if e := s.enums[name]; e != nil {
		return ir.Type{Kind: ir.EnumRef, Enum: e}
	}
	if m := s.models[name]; m != nil {
		if m.Polymorphic {
			return ir.Type{Kind: ir.Any, Model: m}
		}
		return ir.Type{Kind: ir.Struct, Model: m}
	}
	if t, ok := scalars[name]; ok {
		return t
	}
	s.note(name)
	return ir.Type{Go: "Raw", Runtime: true}
}

// note notes a type that the description names and does not define. What Edm holds beside the scalars is defined: as any value.
func (s *state) note(name string) {
	s.noting.Lock() // properties of several models are built at a time
	defer s.noting.Unlock()
	if at, defined := slices.BinarySearch(s.pkg.ExternalTypes, name); !defined && !strings.HasPrefix(name, "Edm.") && s.index.Types[name] == nil && s.index.Enums[name] == nil {
		s.pkg.ExternalTypes = slices.Insert(s.pkg.ExternalTypes, at, name)
	}
}
