package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/tracing"
	"github.com/intunegen/intunegen/odata"
)

// Neither token nor secret shows where a server that repeats everything, a log or a trace could
// show it.
func TestPlantedSecrets(t *testing.T) {
	const secret = `planted "s3cret"/42`
	var logged strings.Builder
	var mu sync.Mutex
	azlog.SetListener(func(_ azlog.Event, text string) {
		mu.Lock()
		defer mu.Unlock()
		logged.WriteString(text)
	})
	defer azlog.SetListener(nil)
	spans := &strings.Builder{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := readAll(r)
		if r.Method == http.MethodGet {
			conn, _, _ := http.NewResponseController(w).Hijack()
			_, _ = fmt.Fprintf(conn, "HTTP/1.1 %s OK\r\n\r\n", strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
			_ = conn.Close()
			return
		}
		status(400, fmt.Sprintf(`{"error":{"code":"Bad","message":%q},"plain":%s}`, r.Header.Get("Authorization")+body, body))(w, r)
	}))
	defer server.Close()
	client := poolsOf(newClient(t, server.URL+"/beta", &credential{token: plantedToken}, func(o *ClientOptions) {
		o.Logging.IncludeBody = true
		o.TracingProvider = recordingProvider(spans)
		o.Retry.MaxRetries = -1
	}))
	_, refused := client.patch("1", poolPatch{Key: odata.Set(odata.NewSecret(secret))}).Do(t.Context())
	_, broken := client.get("1").Do(t.Context())
	var e *Error
	if !errors.As(refused, &e) || !strings.Contains(e.Message, "[secret]") || broken == nil {
		t.Fatalf("got %v and %v", refused, broken)
	}
	shown := logged.String() + spans.String() + string(e.Body)
	for _, err := range []error{refused, broken} {
		shown += fmt.Sprintf("%v %+v %#v %s %q", err, err, err, err, err)
	}
	for _, planted := range []string{plantedToken, secret, `planted \"s3cret\"/42`, "s3cret"} {
		if strings.Contains(shown, planted) {
			t.Errorf("%q shows in %s", planted, shown)
		}
	}
	if !strings.Contains(logged.String(), "PATCH") || !strings.Contains(spans.String(), "PATCH") {
		t.Error("nothing was logged or traced, so nothing was tested")
	}
}

func recordingProvider(out *strings.Builder) tracing.Provider {
	return tracing.NewProvider(func(string, string) tracing.Tracer {
		return tracing.NewTracer(func(ctx context.Context, name string, o *tracing.SpanOptions) (context.Context, tracing.Span) {
			_, _ = fmt.Fprintf(out, "%s %v\n", name, o)
			return ctx, tracing.NewSpan(tracing.SpanImpl{
				End:           func() {},
				SetAttributes: func(a ...tracing.Attribute) { _, _ = fmt.Fprintln(out, a) },
				SetStatus:     func(_ tracing.SpanStatus, text string) { _, _ = fmt.Fprintln(out, text) },
			})
		}, nil)
	}, nil)
}
