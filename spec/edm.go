package spec

import (
	"slices"
	"strings"
)

// IsEdm reports whether CSDL 4.01 defines a type of that qualified name.
func IsEdm(name string) bool { return slices.Contains(edmTypes, name) }

// edmTypes are the names in the namespace Edm that CSDL 4.01 defines: primitive types, abstract
// types, and types of terms.
var edmTypes = strings.Fields(`
	Edm.Binary Edm.Boolean Edm.Byte Edm.Date Edm.DateTimeOffset Edm.Decimal Edm.Double Edm.Duration Edm.Guid Edm.Int16 Edm.Int32 Edm.Int64
	Edm.SByte Edm.Single Edm.Stream Edm.String Edm.TimeOfDay
	Edm.Geography Edm.GeographyPoint Edm.GeographyLineString Edm.GeographyPolygon Edm.GeographyMultiPoint Edm.GeographyMultiLineString
	Edm.GeographyMultiPolygon Edm.GeographyCollection
	Edm.Geometry Edm.GeometryPoint Edm.GeometryLineString Edm.GeometryPolygon Edm.GeometryMultiPoint Edm.GeometryMultiLineString
	Edm.GeometryMultiPolygon Edm.GeometryCollection
	Edm.ComplexType Edm.EntityType Edm.PrimitiveType Edm.Untyped
	Edm.AnnotationPath Edm.AnyPropertyPath Edm.ModelElementPath Edm.NavigationPropertyPath Edm.PropertyPath`)
