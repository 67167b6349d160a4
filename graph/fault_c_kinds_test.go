package graph

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// Gateways write the error under other names, and other members beside it.
func TestFaultC3_ErrorsOfOtherKinds(t *testing.T) {
	for _, body := range []string{
		`{"error":{"code":"Denied","message":"no"},"status":400}`, `{"error":{"code":"Denied","message":"no"},"innerError":{"date":"x"}}`,
		`{"statusCode":401,"error":{"code":"Denied","message":"no"}}`, `{"error":{"code":"Denied","message":"no"},"trace_id":"1","correlation_id":"2"}`,
		`{"timestamp":"2026-01-01","path":"/x","error":{"code":"Denied","message":"no"}}`, `{"Error":{"Code":"Denied","Message":"no"}}`,
		`{"odata.error":{"code":"Denied","message":{"lang":"en","value":"no"}}}`,
	} {
		for name, call := range map[string]func(*pools) *Call{"get": getOne, "patch": patchOne, "create": createOne, "delete": deleteOne} {
			for where, err := range doBoth(t, sequence(status(200, body)), call) {
				var e *Error
				if !errors.As(err, &e) || e.Code != "Denied" || e.Message != "no" || fate(err) == "not sent" {
					t.Errorf("%s %s, %s: %v", name, where, body, err)
				}
			}
		}
	}
	for _, body := range []string{`{"errors":[{"code":"Denied"}]}`, `{"error":[{"code":"Denied"}]}`, `{"errors":["no"],"message":"no"}`} {
		if got, err := inMemoryPools(t, status(200, body), nil).get("1").Do(t.Context()); got != nil || !hasStatus(err, 200) {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}

// A resource may have properties with such names.
func TestFaultC3_PropertiesBesideError(t *testing.T) {
	for _, body := range []string{
		`{"@odata.context":"x#things(status,error)/$entity","status":"failed","error":{"code":"c"}}`, `{"status":"failed","error":{"code":"c"}}`,
		`{"@odata.context":"x#things(id,errors)/$entity","errors":["e"]}`, `{"errors":[],"message":"done"}`, `{"errorCount":1}`, `{"displayName":"error"}`,
	} {
		if got, err := inMemoryPools(t, status(200, body), nil).get("1").Do(t.Context()); got == nil || err != nil {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}

// A page with an error beside its items is a part of the list, and not its end.
func TestFaultC4_ErrorBesideItems(t *testing.T) {
	const failure = `"error":{"code":"Timeout","message":"too slow"}`
	for page, want := range map[string]int{`"value":[{"id":"1"}],` + failure: 1, failure + `,"value":[{"id":"1"},{"id":"2"}]`: 2, `"value":[],` + failure: 0,
		`"value":[],"error":"too slow"`: 0} {
		items, err := Collect(t.Context(), inMemoryPools(t, status(200, "{"+page+"}"), nil).list())
		if len(items) != want || !hasStatus(err, 200) || !strings.Contains(err.Error(), "too slow") && !strings.Contains(string(err.(*Error).Body), "too slow") {
			t.Errorf("%s: %d items, %v", page, len(items), err)
		}
	}
	for _, page := range []string{`"value":[{"id":"1"}],"error":null`, `"value":[{"id":"1"}],"error":5`, `"value":[{"id":"1","error":{"code":"c"}}]`} {
		if items, err := Collect(t.Context(), inMemoryPools(t, status(200, "{"+page+"}"), nil).list()); len(items) != 1 || err != nil {
			t.Errorf("%s: %v, %v", page, items, err)
		}
	}
}

// What is no number of items is an error, whatever holds it.
func TestFaultC4_CountThatIsNone(t *testing.T) {
	for _, body := range []string{"-1", `{"value":null}`, `{"value":-3}`, `{"@odata.context":"x","value":null}`, "null", "7.5", "7 8", "１", `{"@odata.count":7}`, "{}", "[]"} {
		client := inMemoryPools(t, status(200, body, "Content-Type", "text/plain"), nil)
		if n, err := Count(client.list()).Do(t.Context()); n != 0 || !hasStatus(err, 200) || !strings.Contains(err.Error(), "not as described") {
			t.Errorf("%s: %d, %v", body, n, err)
		}
	}
	for _, body := range []string{" 7 ", "\ufeff7", `{"value":7}`, "7\r\n"} {
		if n, err := Count(inMemoryPools(t, status(200, body), nil).list()).Do(t.Context()); n != 7 || err != nil {
			t.Errorf("%s: %d, %v", body, n, err)
		}
	}
}

// A part of a result is no result, unless the caller asked for the part.
func TestFaultC3_PartOfTheResult(t *testing.T) {
	part := func(w http.ResponseWriter, r *http.Request) {
		status(206, `{"displayName":"x"}`, "Content-Range", "bytes 0-18/900")(w, r)
	}
	client := inMemoryPools(t, part, nil)
	if got, err := client.get("1").Do(t.Context()); got != nil || !hasStatus(err, 206) {
		t.Errorf("get: %v, %v", got, err)
	}
	if err := (*Command)(deleteOne(client)).Do(t.Context()); fate(err) != "unknown" {
		t.Errorf("delete: %v", err)
	}
	file := Media(client.get("1"))
	if _, err := file.Do(t.Context()); !hasStatus(err, 206) || !strings.Contains(err.Error(), "part") {
		t.Errorf("stream: %v", err)
	}
	body, err := file.Do(t.Context(), Header("Range", "bytes=0-18"))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(body); len(text) != 19 || err != nil {
		t.Errorf("got %q, %v", text, err)
	}
}

// A link that leads to nothing but the page itself does not lead to other resources, and one
// without odata. is followed.
func TestFaultC10_LinksToTheNextPage(t *testing.T) {
	for link, want := range map[string]int{`"@odata.nextLink":"#x"`: 1, `"@odata.nextLink":" "`: 1, `"@odata.nextLink":" ?$skip=1"`: 2, `"@nextLink":"?$skip=1"`: 2,
		`"@odata.nextLink":""`: 1, `"@odata.nextLink":null`: 1} {
		var paths []string
		client := inMemoryPools(t, func(w http.ResponseWriter, r *http.Request) {
			if paths = append(paths, r.URL.Path); len(paths) > 1 {
				link = `"x":1`
			}
			status(200, `{"value":[{"id":"1"}],`+link+`}`)(w, r)
		}, nil)
		loops := strings.Contains(link, "#") || strings.Contains(link, `" "`)
		items, err := Collect(t.Context(), client.list())
		if len(items) != want || loops != (err != nil) || len(paths) != want || paths[want-1] != "/beta/deviceManagement/pools" {
			t.Errorf("%s: %d items, %v, %v", link, len(items), paths, err)
		}
	}
}

// The delay of an item may be a number, a text or a list.
func TestFaultF4_RetryAfterOfAnItem(t *testing.T) {
	for _, delay := range []string{`3600`, `"3600"`, `["3600"]`, `[3600]`, `3600.0`} {
		body := fmt.Sprintf(`{"responses":[{"id":"1","status":429,"headers":{"Retry-After":%s}}]}`, delay)
		client := inMemoryPools(t, status(200, body), nil)
		batch := client.client.Batch()
		item := Add(batch, client.patch("1", poolPatch{DisplayName: odata.Set("x")}))
		if err := batch.Do(t.Context()); err != nil {
			t.Fatal(err)
		}
		var e *Error
		if _, err := item.Result(); !errors.As(err, &e) || e.RetryAfter != time.Hour {
			t.Errorf("%s: %v", delay, err)
		}
	}
}
