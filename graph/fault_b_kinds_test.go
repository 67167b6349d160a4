package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

const plantedValue = "planted-s3cret!value"

// shownAs is a value as the verbs of fmt and the handlers of slog show it.
func shownAs(v any) string {
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "v", v)
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "v", v)
	return fmt.Sprintf("%v|%+v|%#v|%s|%q|", v, v, v, v, v) + logged.String()
}

// shownError is an error and everything in it.
func shownError(err error) string {
	shown := fmt.Sprintf("%v|%+v|%#v|%q", err, err, err, err)
	for e := err; e != nil; e = errors.Unwrap(e) {
		if reply, ok := e.(*Error); ok {
			shown += string(reply.Body) + reply.Message
		}
		shown += e.Error()
	}
	return shown
}

// repeatHeader answers with the whole request in an error.
func repeatHeader(w http.ResponseWriter, r *http.Request) {
	header, _ := json.Marshal(r.Header)
	status(400, fmt.Sprintf(`{"error":{"code":"c","message":%q}}`, string(header)+readAll(r)), "request-id", r.Header.Get("X-Api-Key"))(w, r)
}

// A credential in a header of the caller's is a secret like the token.
func TestFaultB3_HeadersOfTheCaller(t *testing.T) {
	for _, name := range []string{"X-Api-Key", "Cookie", "Ocp-Apim-Subscription-Key", "x-auth-token", "Proxy-Authorization", "X-Client-Secret", "X-Amz-Signature", "Api_password"} {
		for _, value := range []string{plantedValue, "Basic " + plantedValue} {
			client, option := inMemoryPools(t, repeatHeader, nil), Header(name, value)
			_, err := client.get("1").Do(t.Context(), option)
			raw := client.client.Do(t.Context(), "GET", "/x", nil, nil, option)
			batch := client.client.Batch()
			item := Add(batch, client.get("1"), option)
			whole := batch.Do(t.Context())
			_, inBatch := item.Result()
			for where, err := range map[string]error{"get": err, "Do": raw, "batch": whole, "item": inBatch} {
				if shown := shownError(err); err == nil || strings.Contains(shown, plantedValue) || !strings.Contains(shown, "[secret]") {
					t.Errorf("%s, %s: %s", name, where, shown)
				}
			}
		}
	}
	_, err := inMemoryPools(t, repeatHeader, nil).get("1").Do(t.Context(), Header("X-Scenario", "harmless-value"))
	if !strings.Contains(err.Error(), "harmless-value") {
		t.Errorf("a harmless header is hidden: %v", err)
	}
}

// The query of a path that is refused is not repeated.
func TestFaultB3_PathsThatAreRefused(t *testing.T) {
	client := inMemoryPools(t, repeatHeader, nil).client
	for _, path := range []string{"x?token=" + plantedValue, "/x?sig=" + plantedValue + "%zz\x01", "//evil.example/x?sig=" + plantedValue, "?" + plantedValue} {
		if err := client.Do(t.Context(), "GET", path, nil, nil); err == nil || strings.Contains(err.Error(), plantedValue) {
			t.Errorf("%v", err)
		}
	}
}

// Printing what holds a secret does not show it.
func TestFaultB_PrintedValues(t *testing.T) {
	client := inMemoryPools(t, repeatHeader, nil)
	request := client.patch("1", poolPatch{Key: odata.Set(odata.NewSecret(plantedValue))})
	wire, err := request.Build()
	if err != nil || !bytes.Contains(wire.Body, []byte(plantedValue)) {
		t.Fatalf("got %s, %v", wire.Body, err)
	}
	batch := client.client.Batch()
	item := Add(batch, request)
	_ = batch.Do(t.Context()) // the item has its error
	for name, v := range map[string]any{"request": request, "wire": wire, "pointer to a wire": &wire, "batch": batch, "item": item, "client": client.client,
		"wires": []Wire{wire}, "signed": Wire{URL: "https://h/x?sig=" + plantedValue}} {
		shown := shownAs(v)
		if name == "wires" {
			shown = fmt.Sprintf("%v %+v %s %#v", v, v, v, v) // slog leaves a slice to encoding/json
		}
		if strings.Contains(shown, plantedValue) {
			t.Errorf("%s: %s", name, shown)
		}
	}
	if got := fmt.Sprint(wire); got != "PATCH http://127.0.0.1/beta/deviceManagement/pools/1" {
		t.Errorf("got %s", got)
	}
}

// A received secret that does not fit its property shows neither in the model nor in an error.
func TestFaultB4_SecretsThatDoNotFit(t *testing.T) {
	for _, body := range []string{`{"key":{"a":"` + plantedValue + `"}}`, `{"key":["` + plantedValue + `"]}`} {
		var got pool
		if err := odata.Unmarshal([]byte(body), &got); err != nil {
			t.Fatal(err)
		}
		shown := ""
		for _, v := range []any{got, &got, got.Extra, &got.Extra} {
			shown += fmt.Sprintf("%v %+v %#v %s %q", v, v, v, v, v)
		}
		if strings.Contains(shown, plantedValue) || !strings.Contains(shown, "key") {
			t.Errorf("%s", shown)
		}
		client := inMemoryPools(t, status(200, body+" x"), nil).client
		var boxed any = &pool{}
		for _, out := range []any{&boxed, &pool{}, &struct{ Pool *pool }{}} {
			if err := client.Do(t.Context(), "GET", "/x", nil, out); err == nil || strings.Contains(shownError(err), plantedValue) {
				t.Errorf("%T: %s", out, shownError(err))
			}
		}
	}
}
