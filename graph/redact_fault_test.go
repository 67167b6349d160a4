package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// A batch that is refused as a whole, or answered with what is no JSON, shows no secret of an item.
func TestFaultB1_WholeBatch(t *testing.T) {
	key, odd := plantedSecrets["key"], plantedSecrets["odd"]
	for _, code := range []int{200, 400, 500} {
		for _, template := range []string{`{"error":{"code":"Bad","message":"harmless %s","request":%s}}`, "harmless %s %s"} {
			client := serve(t, func(w http.ResponseWriter, r *http.Request) {
				body := readAll(r)
				status(code, fmt.Sprintf(template, dotnetJSON(body, "\"&'+<>`\\", true), body))(w, r)
			}, func(o *ClientOptions) { o.Retry.MaxRetries = -1 })
			batch := client.client.Batch()
			first, second := Add(batch, client.patch("1", secretPatch(key))), Add(batch, client.patch("2", secretPatch(odd)))
			err := batch.Do(t.Context())
			checkHidden(t, fmt.Sprint(code), seen(err, errOf(first.Result()), errOf(second.Result())), key, odd)
			if code != 200 && (err == nil || !strings.Contains(string(errorOf(t, err).Body), "harmless")) {
				t.Errorf("%d: got %v; want what is harmless to be left", code, err)
			}
		}
	}
}

// An answer to one item may repeat another item.
func TestFaultB1_ItemRepeatsAnother(t *testing.T) {
	key, odd := plantedSecrets["key"], plantedSecrets["odd"]
	message := "harmless " + everyEscape(key, "%04X") + goJSON(odd)
	client := serve(t, status(200, `{"responses":[{"id":"1","status":400,"headers":{"request-id":"`+goJSON(odd)+`"},"body":{"error":{"code":"Bad","message":"`+message+`"}}},`+
		`{"id":"2","status":200,"body":{"id":"1","id":"`+goJSON(key)+`","key":"received"}}]}`), nil)
	batch := client.client.Batch()
	first, second := Add(batch, client.patch("1", secretPatch(key))), Add(batch, client.patch("2", secretPatch(odd)))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	errs := []error{errOf(first.Result()), errOf(second.Result())}
	checkHidden(t, "items", seen(errs...), key, odd, "received")
	if e := errorOf(t, errs[0]); e.Code != "Bad" || !strings.HasPrefix(e.Message, "harmless [secret]") {
		t.Errorf("got %q, %q", e.Code, e.Message)
	}
}

// A body that is cut off within a secret, or within an escape of one, ends before it.
func TestFaultB2_CutWithinASecret(t *testing.T) {
	key := plantedSecrets["key"]
	red := &redactor{known: []*needles{newNeedles(key)}}
	for _, spelling := range []string{"as it is", "System.Text.Json", "upper-case escapes", "twice", "numbers of HTML"} {
		spelled := spellings[spelling](key)
		for left := 8; left < min(len(spelled), 200); left += 13 {
			shown := red.redact(strings.Repeat("x", 200)+spelled[:left], true)
			checkCut(t, fmt.Sprintf("%s, %d bytes", spelling, left), shown[min(len(shown), 200):])
		}
	}
}

// The limit of Error.Body is such a cut.
func TestFaultB2_CutByTheLimit(t *testing.T) {
	key := plantedSecrets["key"]
	for spelling, left := range map[string]int{"as it is": 8, "twice": 105} {
		body := strings.Repeat("x", maxErrorReply-left) + spellings[spelling](key)
		client := serve(t, status(400, body), nil)
		e := errorOf(t, errOf(client.patch("1", secretPatch(key)).Do(t.Context())))
		checkCut(t, spelling, string(e.Body[maxErrorReply-left:]))
		if len(e.Body) > maxErrorReply {
			t.Errorf("%s: %d bytes", spelling, len(e.Body))
		}
	}
}

// checkCut fails if the end of a body shows the beginning of the planted key.
func checkCut(t *testing.T, name, end string) {
	t.Helper()
	for range 4 {
		if strings.Contains(end, "-----") || strings.Contains(end, "BEGIN") {
			t.Errorf("%s: ends with %q", name, end)
		}
		end = decoded(end)
	}
}

// What is harmless stays, and short secrets are not searched for.
func TestFaultB2_HarmlessTextStays(t *testing.T) {
	const body = `{"error":{"code":"BadRequest","message":"The designer of map assets: signed 'pass' at https://x.example/a?b=c&design=1, 100% & <b> \u0026 abc"}}`
	client := serve(t, status(400, body, "request-id", "0HMVD9:00000001", "x-ms-ags-diagnostic", `{"ServerInfo":{"Ring":"5"}}`), nil)
	for _, secret := range []string{"abc", "psas", "apas", "5", "", "  ", "\n\t\r\n"} {
		e := errorOf(t, errOf(client.patch("1", secretPatch(secret)).Do(t.Context())))
		if string(e.Body) != body || e.RequestID != "0HMVD9:00000001" || e.Diagnostic != `{"ServerInfo":{"Ring":"5"}}` || !strings.HasSuffix(e.Message, `& abc`) {
			t.Errorf("%q: got %+v, %s", secret, e, e.Body)
		}
	}
}

// A short secret in a header is found, and words that give it together are not.
func TestFaultB3_ShortSecretInHeader(t *testing.T) {
	log := listen(t)
	client := serve(t, status(200, "{}", "request-id", "x-pass-y", "Server", "map assets", "ETag", "a=pass"), nil)
	if err := errOf(client.patch("1", secretPatch("pass")).Do(t.Context())); err != nil {
		t.Fatal(err)
	}
	checkHidden(t, "log", strings.ReplaceAll(log.String(), "map assets", ""), "pass")
	if !strings.Contains(log.String(), "map assets") || !strings.Contains(log.String(), "x-[secret]-y") {
		t.Errorf("logged %s", log)
	}
}

// Causes keep what errors.Is and errors.As look for, without the text.
func TestFaultB3_CausesShowNoText(t *testing.T) {
	red := &redactor{known: []*needles{newNeedles(trickyToken)}}
	cause := &net.OpError{Op: "read", Err: fmt.Errorf("%w: %w %s", io.ErrUnexpectedEOF, context.DeadlineExceeded, goJSON(trickyToken))}
	err := red.error(fmt.Errorf("reading: %w", cause))
	var timeout net.Error
	if !errors.Is(err, io.ErrUnexpectedEOF) || !errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &timeout) {
		t.Errorf("%v lost its kind", err)
	}
	if errors.As(err, new(*net.OpError)) {
		t.Error("errors.As gives away an error that shows the token")
	}
	checkHidden(t, "cause", seen(err, timeout), trickyToken)
	for _, harmless := range []error{io.EOF, context.Canceled, &json.SyntaxError{Offset: 3}} {
		if got := red.error(harmless); got != harmless {
			t.Errorf("%v became %v", harmless, got)
		}
	}
}

// A reply that does not decode shows neither what its type hides nor signed addresses, and is
// bounded.
func TestFaultB4_ReceivedSecrets(t *testing.T) {
	for name, body := range map[string]string{
		"name twice":   `{"id":"1","key":"received-one","id":"2"}`,
		"spaces":       "{\"id\":\"1\",\n \"key\" :\n\t\"received-one\" ,\"id\":\"2\"}",
		"escapes":      `{"id":"1","k\u0065y":"rec\u0065ived-one","id":"2"}`,
		"quote in it":  `{"id":"1","key":"x\"received-one","id":"2"}`,
		"not ended":    `{"id":"1","key":"received-one`,
		"no quotes":    `{"id":"1","key":received-one}`,
		"an object":    `{"id":"1","key":{"v":["received-one"]},"id":"2"}`,
		"in a text":    `{"id":"1","displayName":"{\"key\":\"received-one\"}","id":"2"}`,
		"deep":         `{"value":[{"a":{"key":"received-one"}}`,
		"other case":   `{"id":"1","Key":"received-one","id":"2"}`,
		"quoted":       `{"id":"1","key":"received-one","received-one":1,"received-one":2}`,
		"address":      `{"id":"https://x.blob.core.windows.net/a?sv=1&sr=b&sig=received-one%2B","id":"2"}`,
		"address .NET": `{"id":"https://x.blob.core.windows.net/a?sv=1\u0026sig=received-one\u0026se=2","id":"2"}`,
		"address HTML": `<a href="https://x.blob.core.windows.net/a?sv=1&amp;sig=received-one">`,
		"large":        `{"id":"1","displayName":"` + strings.Repeat("x", 3<<20) + `","key":"received-one","id":"2"}`,
		"at the bound": `{"displayName":"` + strings.Repeat("x", maxErrorReply-30) + `","key":"received-one","id":1,"id":2}`,
	} {
		client := serve(t, status(200, body), nil)
		errs := map[string]error{
			"get": errOf(client.get("1").Do(t.Context())), "list": errOf(Collect(t.Context(), client.list())),
			"raw": client.client.Do(t.Context(), "GET", "/x", nil, &struct {
				Value []int
				P     *pool
			}{}),
		}
		for kind, err := range errs {
			if err == nil {
				continue
			}
			text := err.Error() + string(errorOf(t, err).Body)
			if len(body) < maxErrorReply {
				text += seen(err)
			}
			checkHidden(t, kind+" "+name, text, "received-one")
			if e := errorOf(t, err); len(e.Body) > maxErrorReply || !strings.Contains(string(e.Body), string(body[:5])) {
				t.Errorf("%s: %d bytes: %.100s", name, len(e.Body), e.Body)
			}
		}
		if errs["get"] == nil {
			t.Errorf("%s: decoded", name)
		}
	}
}

// A result that is itself a secret.
func TestFaultB4_SecretResult(t *testing.T) {
	for _, body := range []string{`"received-one`, `{"value":"received-one"`, `{"value":"received-one"} x`, `["received-one"`} {
		client := serve(t, status(200, body), nil)
		err := errOf((*Request[odata.Secret])(client.id("1").Get(nil)).Do(t.Context()))
		if err == nil {
			t.Errorf("%s: decoded", body)
			continue
		}
		checkHidden(t, body, seen(err), "received-one")
	}
}
