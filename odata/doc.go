// Package odata holds property values, the OData primitive types, the options of queries, and the JSON codec that generated models
// share. It knows no network.
//
// # Values
//
// A property of a model or patch is a [Field]: absent, null, or a value. What is absent is not sent.
//
//	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
//		DisplayName:     odata.Set("Spain"),
//		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
//	}
//	name := pool.DisplayName.Or("(none)")
//	count, ok := pool.ActivationCodeCount.Get()
//
// [Time], [Date], [TimeOfDay], [Duration], [GUID], [Binary] and [Decimal] keep the text that was received; each has a function that parses it, and
// [Must] takes the result of one in a literal. A [Secret] shows in no error and for no verb of fmt; the JSON of a model has it.
//
// # Models and patches
//
// [View] reads a value of a derived type by its base, [TypeName] says what it is. [PatchOf] makes a patch of what was read, [Difference] keeps of a
// patch what is otherwise, [IsEmpty] tells whether anything is left. [Misfits] lists what did not fit its declared type, [ETag] is the version
// that [graph.IfMatch] takes.
//
// # Queries
//
// Names of properties are fields of generated structs, so that a wrong one does not compile.
//
//	p := intunebeta.ManagedDeviceProperties
//	devices := client.DeviceManagement().ManagedDevices().List(
//		odata.Select(p.DeviceName, p.OperatingSystem),
//		odata.Filter(odata.And(odata.Eq(p.OperatingSystem, "Windows"), odata.Lt(p.LastSyncDateTime, odata.TimeOf(cutoff)))),
//		odata.OrderBy(odata.Desc(p.LastSyncDateTime)), odata.Top(500))
//
// [RawFilter] and [Query] take the service's own words.
//
// # JSON
//
// A model or patch is a struct of Field values and one [Extra]; struct tags carry the wire names. The codec loses nothing: decoding and
// encoding gives the same JSON value for any JSON object without duplicate names. [Marshal] writes a value as it was received. [PatchBody],
// [CreateBody] and [ParamsBody] write request bodies, where every object begins with its @odata.type.
//
// # For generated code and the package graph
//
// Programs need none of these: [Arguments], [DecodePage], [DecodeReply], [DerivedName], [EncodeQuery], [Choosing], [HasFlag], [WithFlag],
// [WithoutFlag], [Known], [KnownFlags], [New], [Secrets], [Types], [UnknownFutureValue].
//
// [graph.IfMatch]: https://pkg.go.dev/github.com/intunegen/intunegen/graph#IfMatch
package odata
