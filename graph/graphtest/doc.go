// Package graphtest is a service in memory to test against: a tenant of Intune, or any other
// service that a [graph.Schema] describes.
//
//	server := graphtest.New(t, intunebeta.Schema())
//	device := &intunebeta.ManagedDevice{DeviceName: odata.Set("PC-1")}
//	server.Put("/deviceManagement/managedDevices", device)
//	client, err := intunebeta.NewClient(nil, server.Options())
//
// It is stateful: what a request creates, later ones read, find, change and delete. It is strict:
// it refuses what Intune refuses, with Intune's text. It needs no socket, so tests of it run in
// testing/synctest, where waiting costs no time; [Server.URL] opens one for other languages. All
// that it makes up comes from a seed.
//
// [Server.On] answers calls by functions of the test, and [Server.Script] by faults.
// [Server.Throttle] and [Server.Budget] refuse calls, and [Server.Lag] makes reads stale.
// [Server.Calls] returns what was called. Actions and functions without a handler answer with an
// example, but for assign and its kin, which replace what they assign.
package graphtest
