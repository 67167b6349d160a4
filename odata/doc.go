// Package odata holds the values of properties, the OData primitive types, the options of queries,
// and the JSON codec of generated models. It has no network code.
//
// # Values
//
// A property of a model or patch is a [Field]: absent, null, or a value. An absent property is not
// sent.
//
//	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
//		DisplayName:     odata.Set("Spain"),
//		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
//	}
//	name := odata.GetOr(pool.DisplayName, "(none)")
//	count, ok := odata.Get(pool.ActivationCodeCount)
//
// [Time], [Date], [TimeOfDay], [Duration], [GUID], [Binary] and [Decimal] keep the text that was
// received. Each has a function that parses it, whose result [Must] takes in a literal. A [Secret]
// is not printed by errors or by fmt, but the JSON of a model has it.
//
// # Models and patches
//
// [View] reads a value of a derived type as its base type, and [TypeName] returns its type.
// [PatchOf] makes a patch from a model, [ModelOf] a model from a patch, [Difference] keeps the
// properties of a patch that differ, and [IsEmpty] reports whether none is left. [Clone] takes out
// of a model that was read what creates and replacements refuse. [Misfits] lists values that did
// not fit their declared type. [ETag] is the version that [graph.IfMatch] takes.
//
// # Queries
//
// Names of properties are fields of generated structs, so a wrong name does not compile.
//
//	p := intunebeta.ManagedDeviceProperties
//	devices := client.DeviceManagement().ManagedDevices().List(
//		odata.Select(p.DeviceName, p.OperatingSystem),
//		odata.Filter(odata.And(
//			odata.Eq(p.OperatingSystem, "Windows"),
//			odata.Lt(p.LastSyncDateTime, odata.TimeOf(cutoff)))),
//		odata.OrderBy(odata.Desc(p.LastSyncDateTime)), odata.Top(500))
//
// [RawFilter] and [Query] take the service's own syntax.
//
// # JSON
//
// A model or patch is a struct of Field values and one [Extra]. Struct tags hold the wire names.
// The codec loses nothing: decoding and encoding gives the same JSON value for any JSON object
// without duplicate names. [UnmarshalStrict] is for files that people write: it refuses all that is
// not a property's value. [Marshal] writes a value as it was received. [PatchBody], [CreateBody]
// and [ParamsBody] write request bodies, in which every object starts with its @odata.type.
//
// # For generated code and package graph
//
// Programs do not need these: [Arguments], [DecodePage], [DecodeReply], [DerivedName],
// [EncodeQuery], [Choosing], [HasFlag], [WithFlag], [WithoutFlag], [Known], [KnownFlags], [New],
// [NextTruncated], [Secrets], [Types], [UnknownFutureValue].
//
// [graph.IfMatch]: https://pkg.go.dev/github.com/intunegen/intunegen/graph#IfMatch
package odata

// The files are named by subject:
//
//   - value_*.go: Field, Extra, Secret and the primitive types, which keep the text that was
//     received.
//   - query*.go: options, conditions and literals of URLs.
//   - strict*.go: UnmarshalStrict.
//   - model*.go, patch*.go: functions that take any model or patch, by reflection.
//   - codec_*.go: the JSON codec. It makes a plan of each struct type (codec_plan*.go), reads
//     text by position (codec_decoder.go, codec_scan*.go), decodes into structs
//     (codec_decode*.go, codec_reply*.go) and encodes from them (codec_encode*.go). Decoded
//     strings lie in an arena (codec_arena.go), the elements of lists in slabs (codec_slab.go).
//     codec_unsafe.go has all of the unsafe code.
