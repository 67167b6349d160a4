package testing_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

// syncStale asks all devices that were not seen since a time to come.
func syncStale(ctx context.Context, client *intunebeta.Client, since odata.Time) error {
	p, devices := intunebeta.ManagedDeviceProperties, client.DeviceManagement().ManagedDevices()
	stale, err := graph.Collect(ctx, devices.List(odata.Filter(odata.Lt(p.LastSyncDateTime, since)), odata.Select(p.ID)))
	if err != nil {
		return err
	}
	for _, device := range stale {
		one, _ := odata.View[intunebeta.ManagedDevice](device)
		if err := devices.ID(odata.GetOr(one.ID, "")).SyncDevice().Do(ctx); err != nil {
			return err
		}
	}
	return nil
}

func TestSyncStaleUnderThrottling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // waiting for the service costs no time
		const sync = "POST /deviceManagement/managedDevices/{managedDeviceId}/syncDevice"
		server := graphtest.New(t, intunebeta.Schema())
		for i := range 200 {
			seen := odata.TimeOf(time.Date(2026, 1, 1+i%2, 0, 0, 0, 0, time.UTC))
			server.Put("/deviceManagement/managedDevices", &intunebeta.ManagedDevice{DeviceName: odata.Set(fmt.Sprintf("PC-%d", i)), LastSyncDateTime: odata.Set(seen)})
		}
		server.On(sync, func(graphtest.Call) graphtest.Reply { return graphtest.NoContent() })
		server.Throttle(10, 30*time.Second)                                                                     // every tenth request is refused
		server.Script("GET /deviceManagement/managedDevices", graphtest.HTMLPage(503), graphtest.Throttled(-1)) // a bad moment

		client, err := intunebeta.NewClient(nil, server.Options())
		if err != nil {
			t.Fatal(err)
		}
		if err := syncStale(t.Context(), client, odata.TimeOf(time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC))); err != nil {
			t.Fatal(err)
		}
		done := map[string]int{}
		for _, c := range server.Calls(sync) {
			if c.Status == 204 {
				done[c.Params["managedDeviceId"]]++
			}
		}
		for id, n := range done {
			if n != 1 {
				t.Errorf("device %s was synced %d times", id, n)
			}
		}
		if len(done) != 100 {
			t.Errorf("%d devices were synced; want the 100 that are stale", len(done))
		}
	})
}
