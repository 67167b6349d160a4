package graph

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// repeaters are where a service repeats what it was sent.
var repeaters = map[string]func(w http.ResponseWriter, spelled string){
	"message": bodyPlace(400, `{"error":{"code":"Bad","message":"harmless before %s harmless after"}}`),
	"code":    bodyPlace(400, `{"error":{"code":"%s","message":"harmless"}}`),
	"ids":     bodyPlace(400, `{"error":{"code":"Bad","message":"harmless","innerError":{"request-id":"%s","client-request-id":"%[1]s"}}}`),
	"Intune's message": func(w http.ResponseWriter, spelled string) {
		inner := `{"Message":"harmless ` + spelled + ` - Operation ID (for customer support): 0 - Activity ID: ` + spelled + ` - Url: https://x"}`
		quoted, _ := json.Marshal(inner)
		bodyPlace(400, `{"error":{"code":"Bad","message":%s}}`)(w, string(quoted))
	},
	"HTML page":        bodyPlace(502, `<html><body>harmless<p>%s</p></body></html>`),
	"text":             bodyPlace(500, `harmless %s`),
	"broken 200":       bodyPlace(200, `{"id":"1","displayName":"%s`),
	"200 of odd type":  bodyPlace(200, `{"id":"1","displayName":"%s"} trailing %[1]s`),
	"name given twice": bodyPlace(200, `{"%s":1,"%[1]s":2}`),
	"list of 200":      bodyPlace(200, `["%s"]`),
	"request-id":       headerPlace(400, "request-id"),
	"client id":        headerPlace(400, "client-request-id"),
	"diagnostic":       headerPlace(400, "x-ms-ags-diagnostic"),
	"diagnostic 200":   headerPlace(200, "x-ms-ags-diagnostic"),
	"Retry-After":      headerPlace(503, "Retry-After"),
	"ETag":             headerPlace(204, "ETag"),
	"challenge":        headerPlace(401, "WWW-Authenticate"),
	"redirect":         headerPlace(302, "Location"),
	"host":             headerPlace(307, "Location", "https://x.example/"),
	"status line":      rawPlace("HTTP/1.1 400 harmless %s\r\nContent-Length: 0\r\n\r\n"),
	"broken status":    rawPlace("HTTP/1.1 %s\r\n\r\n"),
	"broken header":    rawPlace("HTTP/1.1 200 OK\r\n%s\r\n\r\n"),
	"trailer":          rawPlace("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\n{}\r\n0\r\n%s\r\n\r\n"),
	"name of a header": rawPlace("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n%s: x\r\n\r\n"),
}

func bodyPlace(code int, template string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, spelled string) {
		w.WriteHeader(code)
		_, _ = fmt.Fprintf(w, template, spelled)
	}
}

func headerPlace(code int, name string, prefix ...string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, spelled string) {
		w.Header().Set(name, strings.Join(prefix, "")+strings.Join(strings.Fields(spelled), " "))
		w.WriteHeader(code)
		if code >= 400 {
			_, _ = io.WriteString(w, `{"error":{"code":"Bad","message":"harmless"}}`)
		}
	}
}

func rawPlace(template string) func(http.ResponseWriter, string) {
	return func(w http.ResponseWriter, spelled string) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = fmt.Fprintf(conn, template, strings.Join(strings.Fields(spelled), " "))
		_ = conn.Close()
	}
}

// secretRequests are the ways to send a secret.
var secretRequests = map[string]func(ctx context.Context, pools *pools, secret string) []error{
	"patch": func(ctx context.Context, p *pools, secret string) []error {
		return []error{errOf(p.patch("1", secretPatch(secret)).Do(ctx))}
	},
	"parameters": func(ctx context.Context, p *pools, secret string) []error {
		params := &secretParams{Codes: odata.Set([]odata.Secret{odata.NewSecret("another one"), odata.NewSecret(secret)})}
		return []error{(*Command)(p.id("1").Action("act", params)).Do(ctx)}
	},
	"raw": func(ctx context.Context, p *pools, secret string) []error {
		patch := secretPatch(secret)
		var out pool
		return []error{p.client.Do(ctx, "POST", "/raw", map[string]any{"policies": []any{&patch}}, &out)}
	},
	"list": func(ctx context.Context, p *pools, secret string) []error {
		patch := secretPatch(secret)
		return []error{errOf(Collect(ctx, (*List[*pool])(p.id("1").Action("find", &patch))))}
	},
	"batch": func(ctx context.Context, p *pools, secret string) []error {
		batch := p.client.Batch()
		item, other := Add(batch, p.patch("1", secretPatch(secret))), Add(batch, p.get("2"))
		return []error{batch.Do(ctx), errOf(item.Result()), errOf(other.Result())}
	},
}

type secretParams struct {
	Codes odata.Field[[]odata.Secret] `odata:"codes"`
	Extra odata.Extra                 `odata:""`
}

func secretPatch(secret string) poolPatch { return poolPatch{Key: odata.Set(odata.NewSecret(secret))} }

var everySpelling = flag.Bool("every-spelling", false, "try every spelling of every secret in every place")

// What a service repeats shows nowhere, wherever and however it repeats it, of whatever request.
func TestFaultB_NoPlaceShowsASecret(t *testing.T) {
	log := listen(t)
	var answer func(http.ResponseWriter)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = readAll(r)
		answer(w)
	}))
	defer server.Close()
	spans := &strings.Builder{}
	client := newClient(t, server.URL+"/beta", &credential{token: trickyToken}, func(o *ClientOptions) {
		o.Retry.MaxRetries, o.Unlimited, o.TracingProvider = -1, true, recordingProvider(spans)
		o.Logging.AllowedHeaders = []string{"Location"}
	})
	thinned := 7
	if *everySpelling {
		thinned = 1
	}
	n, kinds := 0, slices.Sorted(maps.Keys(secretRequests))
	for _, place := range slices.Sorted(maps.Keys(repeaters)) {
		write := repeaters[place]
		for _, spelling := range slices.Sorted(maps.Keys(spellings)) {
			spell := spellings[spelling]
			for _, name := range slices.Sorted(maps.Keys(plantedSecrets)) {
				secret := plantedSecrets[name]
				answer = func(w http.ResponseWriter) { write(w, spell(secret)+" "+spell(trickyToken)) }
				n++
				if n%thinned != 0 {
					continue
				}
				kind := kinds[n/thinned%len(kinds)]
				errs := secretRequests[kind](t.Context(), poolsOf(client), secret)
				checkHidden(t, strings.Join([]string{kind, place, spelling, name}, "/"), seen(errs...)+log.take()+spans.String(), secret, trickyToken)
				spans.Reset()
			}
			if t.Failed() {
				return
			}
		}
	}
}

func (l *logbook) take() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := l.text.String()
	l.text.Reset()
	return text
}
