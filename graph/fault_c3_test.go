package graph

import (
	"errors"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// A page that is not of the service is no success, whoever waits for no result.
func TestFaultC3_PageInPlaceOfAnswer(t *testing.T) {
	pages := []string{"<html><body>Log in</body></html>", "<!DOCTYPE html>\n<title>Proxy</title>", "\n  <HTML>", "\ufeff<html>", "<?xml version='1.0'?><x/>", "Please log in", "{", `{"a":1} x`}
	for _, page := range pages {
		for name, call := range map[string]func(*pools) *Call{"delete": deleteOne, "assign": assignOne, "patch": patchOne, "create": createOne} {
			for where, err := range doBoth(t, sequence(status(200, page, "Content-Type", "text/html")), call) {
				if fate(err) != "unknown" || !hasStatus(err, 200) || !strings.Contains(err.Error(), "not as described") {
					t.Errorf("%s, %q %s: %s, %v", name, page, where, fate(err), err)
				}
			}
		}
		client := inMemoryPools(t, status(200, page), nil)
		if err := (*List[*pool])(assignOne(client)).Do(t.Context()); fate(err) != "unknown" {
			t.Errorf("assign as a list, %q: %v", page, err)
		}
		if err := client.client.Do(t.Context(), "POST", "/things", map[string]int{}, nil); fate(err) != "unknown" {
			t.Errorf("Do, %q: %v", page, err)
		}
		if err := client.client.Do(t.Context(), "GET", "/things", nil, nil); fate(err) != "refused" {
			t.Errorf("Do of a GET, %q: %v", page, err)
		}
	}
}

// A batch may have the page as a string, in base64 or plain.
func TestFaultC3_PageInBatch(t *testing.T) {
	for _, body := range []string{`"<html>"`, `" <!DOCTYPE html>"`, `"PGh0bWw+"`, `"not base64!"`} {
		client := inMemoryPools(t, status(200, `{"responses":[{"id":"1","status":200,"headers":{"Content-Type":"text/html"},"body":`+body+`}]}`), nil)
		batch := client.client.Batch()
		item := AddCommand(batch, (*Command)(deleteOne(client)))
		if err := batch.Do(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := item.Result(); fate(err) != "unknown" || !strings.Contains(err.Error(), "not as described") {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// What is documented stays success: no body, or JSON.
func TestFaultC3_SuccessWithoutResult(t *testing.T) {
	for _, body := range []string{"", " \r\n", "\ufeff", "{}", "null", "true", `"done"`, `{"value":[]}`, `{"value":null}`, "\ufeff{}", `{"error":null}`,
		`{"id":"1","error":{"code":"c"}}`, `{"@odata.context":"x#things(error)/$entity","error":{"code":"c"}}`, `{"@odata.type":"#t","error":{}}`, `[{"error":{}}]`} {
		for where, err := range doBoth(t, sequence(status(200, body)), deleteOne) {
			if err != nil {
				t.Errorf("%q %s: %v", body, where, err)
			}
		}
	}
	for where, err := range doBoth(t, sequence(status(204, "")), assignOne) {
		if err != nil {
			t.Errorf("204 %s: %v", where, err)
		}
	}
}

// An error is one with whatever status it comes.
func TestFaultC3_ErrorBehind200(t *testing.T) {
	for body, want := range map[string]struct{ code, message string }{
		`{"error":{"code":"Denied","message":"no"}}`:                             {"Denied", "no"},
		"\ufeff" + `{"error":{"code":"Denied","message":"no"}}`:                  {"Denied", "no"},
		" {\n \"error\" : {\"code\":\"Denied\",\"message\":{\"value\":\"no\"}}}": {"Denied", "no"},
		`{"@odata.context":"x#y","error":{"code":"Denied","message":"no"}}`:      {"Denied", "no"},
		`{"error":"invalid_grant","error_description":"no"}`:                     {"invalid_grant", "no"},
		`{"error":{"code":"Denied"}}`:                                            {"Denied", "in place of"},
		`{"error":{}}`:                                                           {"", "in place of"},
	} {
		for name, call := range map[string]func(*pools) *Call{"get": getOne, "patch": patchOne, "create": createOne, "delete": deleteOne, "assign": assignOne} {
			for where, err := range doBoth(t, sequence(status(200, body)), call) {
				var e *Error
				if !errors.As(err, &e) || e.Status != 200 || e.Code != want.code || !strings.Contains(e.Message, want.message) || fate(err) == "not sent" {
					t.Errorf("%s %s, %s: %v", name, where, body, err)
				}
			}
		}
		client := inMemoryPools(t, status(200, body), nil)
		if got, err := client.get("1").Do(t.Context()); got != nil || err == nil {
			t.Errorf("get: %v, %v", got, err)
		}
		if items, err := Collect(t.Context(), client.list()); len(items) > 0 || !hasStatus(err, 200) || !strings.Contains(err.Error(), want.message) {
			t.Errorf("list: %v, %v", items, err)
		}
		var out map[string]any
		if err := client.client.Do(t.Context(), "GET", "/x", nil, &out); !hasStatus(err, 200) || out != nil {
			t.Errorf("Do: %v, %v", out, err)
		}
	}
}

// A resource that has a property of that name is no error.
func TestFaultC3_PropertyCalledError(t *testing.T) {
	type operation struct {
		ID    odata.Field[string]     `odata:"id"`
		Error odata.Field[*Reference] `odata:"error"`
		Extra odata.Extra             `odata:"#test.operation"`
	}
	for _, body := range []string{`{"id":"1","error":{"code":"c"}}`, `{"error":{"code":"c"},"id":"1"}`, `{"@odata.context":"x#operations(error)/$entity","error":{"code":"c"}}`} {
		client := inMemoryPools(t, status(200, body), nil)
		got, err := (*Request[*operation])(getOne(client)).Do(t.Context())
		if err != nil || got.Error.IsZero() {
			t.Errorf("%s: %v, %v", body, got, err)
		}
	}
}
