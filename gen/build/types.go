package build

import (
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// scalars maps the primitive types of OData (CSDL 4.01, section 3.3) to Go. A property of any other
// type of namespace Edm holds any JSON value.
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

// resolve returns the Go type of a reference. A property of a type that the description does not
// define holds any JSON value.
func (b *builder) resolve(ref spec.TypeRef) ir.Type {
	name := b.index.Resolve(ref.Name)
	t := b.named(name)
	t.Edm, t.Collection = name, ref.Collection
	return t
}

func (b *builder) named(name string) ir.Type {
	if def := b.index.Defs[name]; def != nil {
		name = b.index.Resolve(def.Underlying.Name) // it is primitive
	}
	if e := b.types.enum[name]; e != nil {
		return ir.Type{Kind: ir.EnumRef, Enum: e}
	}
	if m := b.types.model[name]; m != nil {
		if m.Polymorphic {
			return ir.Type{Kind: ir.Any, Model: m}
		}
		return ir.Type{Kind: ir.Struct, Model: m}
	}
	if t, ok := scalars[name]; ok {
		t.Primitive = name
		return t
	}
	return ir.Type{Go: "Raw", Runtime: true}
}
