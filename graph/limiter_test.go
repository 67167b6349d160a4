package graph

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// Each documented class has its budget, and no other part of the service has one.
func TestClasses(t *testing.T) {
	l := newLimiter(false)
	for path, want := range map[string]int{
		"/deviceManagement/deviceConfigurations/1":           100,
		"/deviceManagement/configurationPolicies":            100,
		"/deviceAppManagement/mobileApps('1')/assign":        100,
		"/DeviceManagement/ManagedDevices":                   200,
		"/deviceManagement/managedDevices/1/syncDevice":      200,
		"/deviceManagement/managedDevices('1')":              200,
		"/deviceManagement/managedDevicesX":                  100,
		"/deviceManagement/detectedApps":                     200,
		"/deviceManagement/deviceManagementScripts/1/assign": 200,
		"/users/u/managedDevices/1/wipe":                     200,
		"/me/managedDevices":                                 200,
		"/users/u/managedAppRegistrations":                   100,
		"/me/deviceEnrollmentConfigurations/1/assign":        100,
		"/deviceManagement/reports/exportJobs":               100,
		"/users":                                             0, "/users/u": 0, "/users/u/messages": 0, "/groups/1": 0, "/me": 0, "/deviceManagementX": 0,
	} {
		got := 0
		if c := l.classOf(path); c != nil {
			got = c.writes.unused
		}
		if got != want {
			t.Errorf("%s: %d writes in a span; want %d", path, got, want)
		}
	}
	if len(newLimiter(true)) != 0 {
		t.Error("the limiter is on although it is off")
	}
}

// No span of time sees more than the budget of any class: a burst of writes, of reads, and of
// exports.
func TestBudgetsHold(t *testing.T) {
	for _, test := range []struct {
		method, path  string
		requests, max int
		span          time.Duration
	}{
		{"PATCH", "/deviceManagement/pools/1", 250, 100, 20 * time.Second},
		{"GET", "/deviceManagement/pools/1", 2500, 1000, 20 * time.Second},
		{"POST", "/deviceManagement/managedDevices/1/syncDevice", 450, 200, 20 * time.Second},
		{"GET", "/me/managedDevices", 4500, 2000, 20 * time.Second},
		{"POST", "/deviceManagement/reports/exportJobs", 250, 100, time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			var at []time.Time
			waits := 0
			client := newClient(t, "http://127.0.0.1/beta", nil, func(o *ClientOptions) {
				o.OnDelay = func(e Event) {
					if e.Kind != Limiting || e.Method != test.method || e.Path != test.path || e.Delay < 0 {
						t.Errorf("told of %+v", e)
					}
					mu.Lock()
					waits++
					mu.Unlock()
				}
				o.Transport = inMemory(func(*http.Request) (int, string) {
					mu.Lock()
					at = append(at, time.Now())
					mu.Unlock()
					return 204, ""
				})
			})
			var wg sync.WaitGroup
			for range test.requests {
				wg.Go(func() {
					if err := client.Do(t.Context(), test.method, test.path, nil, nil); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			for i := test.max; i < len(at); i++ {
				if d := at[i].Sub(at[i-test.max]); d < test.span {
					t.Fatalf("%s %s: %d requests in %v", test.method, test.path, test.max+1, d)
				}
			}
			if len(at) != test.requests || waits == 0 {
				t.Errorf("%s %s: %d requests, %d waits", test.method, test.path, len(at), waits)
			}
		})
	}
}
