package graphtest_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

// Waiting costs no time in a bubble, and nothing is needed of the network.
func TestThrottleInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server, client := newClient(t)
		for i := range 20 {
			server.Put("/deviceManagement/managedDevices", &intunebeta.ManagedDevice{DeviceName: odata.Set(fmt.Sprint(i))})
		}
		server.Throttle(3, 30*time.Second)
		start := time.Now()
		devices, err := graph.Collect(t.Context(), client.DeviceManagement().ManagedDevices().List(odata.Top(4)))
		if err != nil || len(devices) != 20 {
			t.Fatalf("%d devices, %v", len(devices), err)
		}
		if waited := time.Since(start); waited < 30*time.Second || waited > 5*time.Minute {
			t.Errorf("waited %s", waited)
		}
		refused := 0
		for _, c := range server.Calls("GET /deviceManagement/managedDevices") {
			if c.Status == 429 {
				refused++
			}
		}
		if refused < 1 {
			t.Errorf("%d calls were refused", refused)
		}
	})
}

func TestBudgetInABubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t)
		w.server.Budget(2, 20*time.Second)
		const categories = "/deviceManagement/deviceCategories"
		w.want(200, "", "GET", categories, "")
		time.Sleep(5 * time.Second)
		w.want(200, "", "GET", categories, "")
		resp := w.exchange("GET", categories, "")
		if resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "15" {
			t.Errorf("%d, retry after %s", resp.StatusCode, resp.Header.Get("Retry-After"))
		}
		time.Sleep(15 * time.Second)
		w.want(200, "", "GET", categories, "")
	})
}

func TestScript(t *testing.T) {
	const path = "/deviceManagement/deviceCategories"
	server := graphtest.New(t, intunebeta.Schema())
	get := func(method, body string) (*http.Response, string, error) {
		req, err := http.NewRequestWithContext(t.Context(), method, "https://graphtest.example/beta"+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		resp, err := server.Client().Do(req)
		if err != nil {
			return nil, "", err
		}
		data, err := io.ReadAll(resp.Body)
		return resp, string(data), err
	}
	server.Script("* "+path, graphtest.Throttled(2128*time.Millisecond), graphtest.Throttled(-1), graphtest.HTMLPage(502), graphtest.Unauthorized(`{"a":1}`),
		graphtest.Truncated(), graphtest.ResetBefore(), graphtest.ResetAfter(), graphtest.Pass())
	if resp, _, err := get("GET", ""); err != nil || resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "2.128" {
		t.Errorf("throttled: %v, %v", resp, err)
	}
	if resp, _, err := get("GET", ""); err != nil || resp.StatusCode != 429 || resp.Header.Values("Retry-After") != nil {
		t.Errorf("throttled without Retry-After: %v, %v", resp, err)
	}
	if resp, body, err := get("GET", ""); err != nil || resp.StatusCode != 502 || !strings.Contains(body, "<html>") || resp.Header.Get("Content-Type") != "text/html" {
		t.Errorf("page: %v, %v", resp, err)
	}
	if resp, _, err := get("GET", ""); err != nil || resp.StatusCode != 401 || !strings.Contains(resp.Header.Get("WWW-Authenticate"), base64.StdEncoding.EncodeToString([]byte(`{"a":1}`))) {
		t.Errorf("claims: %v, %v", resp, err)
	}
	if _, _, err := get("GET", ""); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("truncated: %v", err)
	}
	if _, _, err := get("POST", `{"displayName":"before"}`); !errors.Is(err, syscall.ECONNRESET) || strings.Contains(string(server.Get(path+"/x")), "before") {
		t.Errorf("reset before: %v", err)
	}
	if _, _, err := get("POST", `{"displayName":"after"}`); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("reset after: %v", err)
	}
	if _, body, err := get("GET", ""); err != nil || strings.Contains(body, "before") || !strings.Contains(body, "after") {
		t.Errorf("got %s, %v", body, err)
	}
}

// Faults at random come from the seed, so that a failure can be repeated.
func TestStormIsRepeated(t *testing.T) {
	run := func(seed uint64) string {
		w := newWire(t, graphtest.Seed(seed))
		w.server.Storm(0.5, graphtest.Error(503, "a", ""), graphtest.Throttled(0))
		var all strings.Builder
		for range 40 {
			status, _ := w.send("GET", "/deviceManagement/deviceCategories", "")
			fmt.Fprint(&all, status, " ")
		}
		return all.String()
	}
	if a := run(7); a != run(7) || a == run(8) || !strings.Contains(a, "503") || !strings.Contains(a, "429") || !strings.Contains(a, "200") {
		t.Errorf("statuses %s", a)
	}
}

func TestLag(t *testing.T) {
	w := newWire(t)
	const one = "/deviceManagement/deviceCategories/1"
	w.server.Put(one, `{"displayName":"old"}`)
	w.server.Lag(2)
	w.want(200, `"displayName":"new"`, "PATCH", one, `{"displayName":"new"}`)
	w.want(200, `"displayName":"old"`, "GET", one, "")
	w.want(200, `"displayName":"old"`, "GET", one, "")
	w.want(200, `"displayName":"new"`, "GET", one, "")
	resp := w.exchange("POST", "/deviceManagement/deviceCategories", `{"displayName":"created"}`)
	at := strings.TrimPrefix(resp.Header.Get("Location"), "https://graphtest.example/beta")
	w.want(200, `"value":[{"@odata.type":"#microsoft.graph.deviceCategory","id":"1"`, "GET", "/deviceManagement/deviceCategories", "")
	w.want(404, "", "GET", at, "")
	w.want(404, "", "GET", at, "")
	w.want(200, "created", "GET", at, "")
}

// A request ends with its context, also where the service has answered.
func TestContextEndsRequests(t *testing.T) {
	server := graphtest.New(t, intunebeta.Schema())
	ctx, cancel := context.WithCancel(t.Context())
	server.On("GET /deviceManagement/deviceCategories", func(graphtest.Call) graphtest.Reply {
		cancel()
		return graphtest.Pass()
	})
	req, err := http.NewRequestWithContext(ctx, "GET", "https://graphtest.example/beta/deviceManagement/deviceCategories", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := server.Client().Do(req); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestBatch(t *testing.T) {
	w := newWire(t)
	got := w.want(200, "", "POST", "/$batch", `{"requests":[
		{"id":"a","method":"post","url":"/deviceManagement/deviceCategories","headers":{"Content-Type":"application/json"},"body":{"displayName":"x"}},
		{"id":"b","method":"GET","url":"deviceManagement/deviceCategories?$filter=displayName eq 'x'","dependsOn":["a"]},
		{"id":"c","method":"GET","url":"/deviceManagement/deviceCategories/none","dependsOn":["b"]},
		{"id":"d","method":"DELETE","url":"/deviceManagement/deviceCategories/none","dependsOn":["c"]},
		{"id":"e","method":"GET","url":"/beta/deviceManagement/deviceCategories/$count","dependsOn":["b"]},
		{"id":"f","method":"GET","url":"/$batch"}]}`)
	for _, part := range []string{`{"id":"a","status":201`, `{"id":"b","status":200`, `{"id":"c","status":404`, `{"id":"d","status":424`, `{"id":"e","status":200`, `{"id":"f","status":400`} {
		if !strings.Contains(got, part) {
			t.Errorf("no %s in %s", part, got)
		}
	}
	if n := len(w.server.Calls("*")); n != 5 { // the batch, and those that were sent on
		t.Errorf("%d calls", n)
	}
	for body, part := range map[string]string{
		`{}`: "Invalid batch", `[]`: "Invalid batch", `{"requests":[{"id":"a"},{"id":"a"}]}`: "not unique", `{"requests":[{"method":"GET"}]}`: "missing",
		`{"requests":[{"id":"a","dependsOn":["b"]}]}`:                        "does not come before",
		`{"requests":[` + strings.Repeat(`{"id":"x"},`, 20) + `{"id":"y"}]}`: "exceeds the maximum",
	} {
		w.want(400, part, "POST", "/$batch", body)
	}
}

// A batch in the form of multipart/mixed, as SAP's clients send it.
func TestMultipartBatch(t *testing.T) {
	w := newWire(t)
	body := strings.ReplaceAll(`--b
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-Id: 1

POST deviceManagement/deviceCategories HTTP/1.1
Content-Type: application/json

{"displayName":"x"}
--c--
--b
Content-Type: application/http
Content-Transfer-Encoding: binary

GET /deviceManagement/deviceCategories/$count HTTP/1.1
Accept: */*


--b--
`, "\n", "\r\n")
	resp := w.exchange("POST", "/$batch", body, "Content-Type", "multipart/mixed; boundary=b")
	data, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != 200 || !strings.Contains(string(data), "HTTP/1.1 201 Created") || !strings.Contains(string(data), "HTTP/1.1 200 OK") ||
		!strings.HasPrefix(resp.Header.Get("Content-Type"), "multipart/mixed; boundary=") || !strings.Contains(string(data), "Content-Id: 1") {
		t.Errorf("%d %s, %v", resp.StatusCode, data, err)
	}
}

// The server is safe for concurrent use, by memory and by socket, and two servers share nothing.
func TestConcurrentUse(t *testing.T) {
	server, client := newClient(t)
	other := graphtest.New(t, intunebeta.Schema())
	url := server.URL()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			categories := client.DeviceManagement().DeviceCategories()
			for range 20 {
				created, err := graph.Fetch(t.Context(), categories.Create(&intunebeta.DeviceCategory{DisplayName: odata.Set(fmt.Sprint(i))}))
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := categories.ID(odata.GetOr(created.ID, "")).Patch(intunebeta.DeviceCategoryPatch{Description: odata.Set("x")}).Do(t.Context()); err != nil {
					t.Error(err)
				}
				resp, err := http.Get(url + "/deviceManagement/deviceCategories?$filter=displayName%20eq%20'1'")
				if err != nil || resp.StatusCode != 200 {
					t.Errorf("%v, %v", resp, err)
					return
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				_ = resp.Body.Close()
			}
		})
	}
	group.Wait()
	if n := len(server.Calls("POST /deviceManagement/deviceCategories")); n != 160 || len(other.Calls("*")) != 0 {
		t.Errorf("%d calls, %d of another server", n, len(other.Calls("*")))
	}
}
