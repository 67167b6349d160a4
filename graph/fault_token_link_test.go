package graph

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// tokenPaths are paths of the service with a token in them, spelled in several ways.
var tokenPaths = map[string]func(token string) string{
	"segment":   func(token string) string { return "/beta/deviceManagement/pools/" + token },
	"key":       func(token string) string { return "/beta/deviceManagement/pools('" + token + "')" },
	"within":    func(token string) string { return "/beta/x-" + token + "-y/pools" },
	"escaped":   func(token string) string { return "/beta/deviceManagement/" + percentEncoded(token, "%%%02X") },
	"twice":     func(token string) string { return "/beta/" + percentEncoded(token, "%%25%02x") },
	"cut":       func(token string) string { return "/beta/" + token[:len(token)-4] },
	"bearer":    func(token string) string { return "/beta/Bearer%20" + token + "?$top=1" },
	"full URL":  func(token string) string { return "http://HOST/beta/" + token },
	"no prefix": func(token string) string { return "deviceManagement/pools/" + token },
}

// percentEncoded returns a text with every byte escaped.
func percentEncoded(text, format string) (out string) {
	for _, b := range []byte(text) {
		out += fmt.Sprintf(format, b)
	}
	return out
}

// A linkServer gives links with a token in their path, and counts the requests that follow one.
type linkServer struct {
	link     string
	followed atomic.Int32
}

func (s *linkServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	link := strings.Replace(s.link, "HOST", r.Host, 1)
	switch token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "); {
	case strings.Contains(decoded(decoded(r.URL.EscapedPath())), token[:16]):
		s.followed.Add(1)
		status(200, `{"value":[]}`)(w, r)
	case r.Method == http.MethodPost:
		status(201, "", "Location", link)(w, r)
	case strings.HasSuffix(r.URL.Path, "/redirected"):
		status(307, "", "Location", link)(w, r)
	default:
		_, _ = fmt.Fprintf(w, `{"value":[{"id":"1"}],"@odata.nextLink":%q}`, link)
	}
}

func tokenClient(t *testing.T, handler http.Handler) *pools {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return poolsOf(newClient(t, server.URL+"/beta", &credential{token: trickyToken}, nil))
}

// A link of the service's own host with the token in its path is not followed: paths go to logs.
func TestFaultB_TokenInALink(t *testing.T) {
	for name, path := range tokenPaths {
		log := listen(t)
		server := &linkServer{link: path(trickyToken)}
		client := tokenClient(t, server)
		items, paged := Collect(t.Context(), client.list())
		_, created := Fetch(t.Context(), client.create(&pool{}))
		redirected := errOf(client.get("redirected").Do(t.Context()))
		for call, err := range map[string]error{"next page": paged, "Location": created, "redirect": redirected} {
			if err == nil || !strings.Contains(err.Error(), "its path has the token") {
				t.Errorf("%s, %s: got %v", name, call, err)
			}
		}
		if n := server.followed.Load(); n != 0 || len(items) != 1 {
			t.Errorf("%s: %d links followed, %d items", name, n, len(items))
		}
		if !errors.Is(created, ErrOutcomeUnknown) {
			t.Errorf("%s: the create was carried out, and its error is %v", name, created)
		}
		checkHidden(t, name, seen(paged, created, redirected)+log.String(), trickyToken)
	}
}

// A link is followed if it has the token in its query only, another token in its path, or the text
// that the request's own path has already.
func TestFaultB_HarmlessLinks(t *testing.T) {
	next := func(link string) http.HandlerFunc {
		var count atomic.Int32
		return answer(&count, status(200, `{"value":[{"id":"1"}],"@odata.nextLink":"`+link+`"}`), status(200, `{"value":[{"id":"2"}]}`))
	}
	for name, link := range map[string]string{
		"query":           "/beta/deviceManagement/pools?$skiptoken=" + trickyToken,
		"another token":   "/beta/deviceManagement/pools/eyJhbGciOiJSUzI1.anotherPayload.anotherSignature",
		"few of its text": "/beta/deviceManagement/pools/" + trickyToken[3:15],
		"empty segment":   "/beta/deviceManagement//pools",
	} {
		all, err := Collect(t.Context(), tokenClient(t, next(link)).list())
		if err != nil || len(all) != 2 {
			t.Errorf("%s: %d items, %v", name, len(all), err)
		}
	}
	own := tokenClient(t, next("/beta/deviceManagement/pools/"+trickyToken+"/parts?$skip=1"))
	parts := (*List[*pool])(own.id(trickyToken).To("parts").List(nil))
	if all, err := Collect(t.Context(), parts); err != nil || len(all) != 2 {
		t.Errorf("own path: %d items, %v", len(all), err)
	}
	anonymous := serve(t, next("/beta/deviceManagement/pools/"+trickyToken), nil)
	if all, err := Collect(t.Context(), anonymous.list()); err != nil || len(all) != 2 {
		t.Errorf("no token: %d items, %v", len(all), err)
	}
}
