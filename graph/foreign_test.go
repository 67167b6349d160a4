package graph

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/odata"
)

const plantedQuery = "sv=2025-01-05&sr=b&sig=plantedSignature%2BOf%2FThis%3D&se=2026-12-01T00%3A00%3A00Z"

// A tainting policy adds what only the service may see.
type tainting struct{}

func (tainting) Do(r *policy.Request) (*http.Response, error) {
	r.Raw().Header.Set("X-Tenant", "mine")
	return r.Next()
}

// foreignClient returns a client whose own host nobody may reach, and a server of another host.
func foreignClient(t *testing.T, handler http.HandlerFunc, set func(*ClientOptions)) (*Client, string) {
	t.Helper()
	own := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s came to the own host", r.Method) }))
	other := httptest.NewServer(handler)
	t.Cleanup(own.Close)
	t.Cleanup(other.Close)
	return newClient(t, own.URL+"/beta", &credential{token: plantedToken}, func(o *ClientOptions) {
		o.PerRetryPolicies, o.PerCallPolicies = []policy.Policy{tainting{}}, []policy.Policy{tainting{}}
		if set != nil {
			set(o)
		}
	}), other.URL
}

func signed(root string) odata.Secret {
	return odata.NewSecret(root + "/container/planted-file.bin?" + plantedQuery)
}

func TestForeignUpload(t *testing.T) {
	var count atomic.Int32
	var bodies []string
	client, root := foreignClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != plantedQuery || r.Header.Get("Authorization") != "" || r.Header.Get("X-Tenant") != "" {
			t.Errorf("got %s with the header %v", r.URL, r.Header)
		}
		if r.Header.Get("X-Ms-Blob-Type") != "BlockBlob" || r.Header.Get("Content-Type") != "application/octet-stream" || r.ContentLength != 10 {
			t.Errorf("got the header %v, %d bytes", r.Header, r.ContentLength)
		}
		bodies = append(bodies, readAll(r))
		answer(&count, status(503, "", "Retry-After", "0.001"), status(500, "<Error/>"), status(502, ""), status(201, "", "ETag", `"1"`))(w, r)
	}, nil)
	header := http.Header{"x-ms-blob-type": {"BlockBlob"}, "Content-Type": {"application/octet-stream"}}
	body := strings.NewReader("0123456789")
	_, _ = body.ReadByte()
	resp, err := client.Foreign(t.Context(), "put", signed(root), header, body)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 201 || resp.Header.Get("ETag") != `"1"` || strings.Join(bodies, ",") != strings.TrimSuffix(strings.Repeat("0123456789,", 4), ",") {
		t.Errorf("got %s, bodies %q", resp.Status, bodies)
	}
}

func TestForeignDownload(t *testing.T) {
	client, root := foreignClient(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/moved/"):
			http.Redirect(w, r, strings.Replace(r.URL.String(), "/moved", "", 1), http.StatusFound)
		case r.Header.Get("Range") != "":
			status(206, "part", "Content-Range", "bytes 0-3/4")(w, r)
		default:
			status(200, strings.Repeat("x", 100))(w, r)
		}
	}, func(o *ClientOptions) { o.MaxResponseBytes = 50 })
	for _, test := range []struct {
		link   odata.Secret
		header http.Header
		want   string
	}{
		{signed(root), http.Header{"Range": {"bytes=0-3"}}, "part"},
		{signed(root + "/moved"), http.Header{"range": {"bytes=0-3"}}, "part"},
		{signed(root), nil, "larger than 50 bytes"},
	} {
		resp, err := client.Foreign(t.Context(), http.MethodGet, test.link, test.header, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if text := string(got) + fmt.Sprint(err); !strings.Contains(text, test.want) || test.header != nil && err != nil {
			t.Errorf("got %q, %v; want %q", got, err, test.want)
		}
		if shown := fmt.Sprintf("%v %+v %#v", resp, *resp, resp); strings.Contains(shown, "plantedSig") || resp.Request != nil {
			t.Errorf("the address shows in %s", shown)
		}
	}
}

// An address that is not one of another host is refused before anything is sent.
func TestForeignRefused(t *testing.T) {
	client, root := foreignClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.Method) }, nil)
	own := client.root
	for _, link := range []string{
		own + "/a?" + plantedQuery, strings.ToUpper(own[:4]) + own[4:] + "?" + plantedQuery, "", "/relative?" + plantedQuery, "?" + plantedQuery,
		"http://files.example/a?" + plantedQuery, "ftp://files.example/a?" + plantedQuery, "https://user:plantedSignature@files.example/a",
		"https://files.example/%zz?" + plantedQuery, "https:plantedSignature", "https:///a?" + plantedQuery, "http://127.0.0.1:bad/" + plantedQuery,
		root + "/a\x7f?" + plantedQuery,
	} {
		_, err := client.Foreign(t.Context(), http.MethodGet, odata.NewSecret(link), nil, nil)
		if !errors.Is(err, ErrNotSent) || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "plantedSig") {
			t.Errorf("%q: got %v", link, err)
		}
	}
	for name, value := range map[string]string{"Authorization": "Bearer x", "host": "x", "Content-Length": "3", "X": "a\nb", "a b": "c"} {
		if _, err := client.Foreign(t.Context(), http.MethodGet, signed(root), http.Header{name: {value}}, nil); !errors.Is(err, ErrNotSent) {
			t.Errorf("header %s: got %v", name, err)
		}
	}
	if _, err := client.Foreign(t.Context(), "PUT", signed(root), nil, failingReader{}); !errors.Is(err, ErrNotSent) {
		t.Errorf("a body without a size: got %v", err)
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error)       { return 0, io.ErrClosedPipe }
func (failingReader) Seek(int64, int) (int64, error) { return 0, io.ErrClosedPipe }

// Whatever a host answers, no error, log or trace shows the signed address.
func TestForeignShowsNoAddress(t *testing.T) {
	var logged, spans strings.Builder
	var mu sync.Mutex
	azlog.SetListener(func(_ azlog.Event, text string) {
		mu.Lock()
		defer mu.Unlock()
		logged.WriteString(text)
	})
	defer azlog.SetListener(nil)
	evil := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was redirected here", r.Method) }))
	defer evil.Close()
	raw := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			conn, _, _ := http.NewResponseController(w).Hijack()
			_, _ = io.WriteString(conn, strings.ReplaceAll(text, "ADDRESS", r.URL.String()))
			_ = conn.Close()
		}
	}
	answers := map[string]http.HandlerFunc{
		"refused": func(w http.ResponseWriter, r *http.Request) {
			status(403, "<m>"+r.URL.String()+"</m>", "x-ms-error-code", "AuthenticationFailed", "X-Address", r.URL.String())(w, r)
		},
		"refused, JSON": func(w http.ResponseWriter, r *http.Request) {
			status(404, fmt.Sprintf(`{"error":{"code":"x","message":%q}}`, "http://"+r.Host+r.URL.String()))(w, r)
		},
		"elsewhere": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, evil.URL+r.URL.String(), http.StatusTemporaryRedirect)
		},
		"the status":     raw("HTTP/1.1 500 ADDRESS\r\n\r\n"),
		"not HTTP":       raw("ADDRESS\r\n\r\n"),
		"cut":            raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nX-Address: ADDRESS\r\n\r\nADDRESS"),
		"a broken chunk": raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nADDRESS\r\n"),
		"nothing":        raw(""),
		"a loop": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.String()+"1", http.StatusFound)
		},
	}
	closed := httptest.NewServer(nil)
	closed.Close()
	for name, handler := range answers {
		client, root := foreignClient(t, handler, func(o *ClientOptions) { o.TracingProvider = recordingProvider(&spans) })
		for _, method := range []string{"GET", "PUT", "POST"} {
			for _, root := range []string{root, closed.URL} {
				resp, err := client.Foreign(t.Context(), method, signed(root), nil, bytes.NewReader([]byte("body")))
				if resp != nil {
					_, err = io.Copy(io.Discard, resp.Body)
					_ = resp.Body.Close()
				}
				var body []byte
				var e *Error
				if errors.As(err, &e) {
					body = fmt.Appendf(nil, "%s %+v", e.Body, *e)
				}
				mu.Lock()
				shown := fmt.Sprintf("%v %+v %#v %s", err, err, err, body) + logged.String() + spans.String()
				mu.Unlock()
				for cause := err; cause != nil; cause = errors.Unwrap(cause) {
					shown += fmt.Sprintf("%+v %#v", cause, cause)
				}
				for _, planted := range []string{"plantedSignature", "planted-file", "sig=", "2026-12-01"} {
					if i := strings.Index(shown, planted); i >= 0 {
						t.Fatalf("%s, %s: %q shows in %.300s", name, method, planted, shown[max(0, i-100):])
					}
				}
				if err == nil || strings.Contains(err.Error(), "\n") {
					t.Errorf("%s, %s: got %v", name, method, err)
				}
			}
		}
	}
	if !strings.Contains(logged.String(), "PUT") || !strings.Contains(spans.String(), "PUT") {
		t.Error("nothing was logged or traced, so nothing was tested")
	}
}

// What became of a request to a signed address is told as of any other.
func TestForeignOutcome(t *testing.T) {
	client, root := foreignClient(t, status(403, "", "x-ms-error-code", "AuthenticationFailed", "x-ms-request-id", "r1"), nil)
	_, err := client.Foreign(t.Context(), "PUT", signed(root), nil, strings.NewReader("x"))
	var e *Error
	if !errors.As(err, &e) || !IsForbidden(err) || e.Code != "AuthenticationFailed" || e.RequestID != "r1" || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("refused: got %v", err)
	}
	closed := httptest.NewServer(nil)
	closed.Close()
	if _, err = client.Foreign(t.Context(), "PUT", signed(closed.URL), nil, strings.NewReader("x")); !errors.Is(err, ErrNotSent) {
		t.Errorf("no connection: got %v", err)
	}
	client, root = foreignClient(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, _ := http.NewResponseController(w).Hijack()
		_ = conn.Close()
	}, nil)
	if _, err = client.Foreign(t.Context(), "PUT", signed(root), nil, strings.NewReader("x")); !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("no reply: got %v", err)
	}
}

// Each try reads the body from its start, also while the transport still reads that of another.
func TestForeignBodyOfOneTry(t *testing.T) {
	s, err := newSource(strings.NewReader("0123456789"))
	if err != nil {
		t.Fatal(err)
	}
	first, _ := s.start()
	half := make([]byte, 5)
	_, _ = io.ReadFull(first, half)
	second, _ := s.start()
	if _, err := first.Read(half); !errors.Is(err, errOtherTry) {
		t.Errorf("the try before reads on: %v", err)
	}
	if all, err := io.ReadAll(second); err != nil || string(all) != "0123456789" {
		t.Errorf("got %q, %v", all, err)
	}
	s.end()
	if _, err := second.Read(half); !errors.Is(err, errOtherTry) {
		t.Errorf("a try reads after the end: %v", err)
	}
}
