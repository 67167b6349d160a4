// Package odata holds property values, the OData primitive types and the JSON codec that generated models share.
// It knows no network.
//
// A model or patch is a struct of Field values and one Extra; struct tags carry the wire names. The codec loses nothing:
// decoding and encoding gives the same JSON value for any JSON object without duplicate names.
//
// Marshal writes a value as it was received. PatchBody, CreateBody and ParamsBody write request bodies, where every
// object begins with its @odata.type.
package odata
