package graph

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// The service's words are kept when azcore cannot read its challenge.
func TestFaultF3_ClaimsWithoutPadding(t *testing.T) {
	for _, claims := range []string{
		base64.RawStdEncoding.EncodeToString([]byte(`{"access_token":{"nbf":{"essential":true}}}`)),
		"not base64!", "e30", base64.RawStdEncoding.EncodeToString([]byte(trickyToken)),
	} {
		challenge := fmt.Sprintf(`Bearer realm="", error="insufficient_claims", claims="%s"`, claims)
		server := httptest.NewServer(status(401, `{"error":{"code":"InvalidAuthenticationToken","message":"Continuous access evaluation"}}`,
			"WWW-Authenticate", challenge, "request-id", "r1"))
		client := poolsOf(newClient(t, server.URL+"/beta", &credential{token: trickyToken}, nil))
		stream := (*Stream)(client.id("1").Get(nil))
		for _, err := range []error{errOf(client.get("1").Do(t.Context())), errOf(stream.Do(t.Context()))} {
			e := errorOf(t, err)
			if e.Status != 401 || e.Code != "InvalidAuthenticationToken" || e.Message != "Continuous access evaluation" || e.RequestID != "r1" {
				t.Errorf("%s: got %v", claims, err)
			}
			if !strings.Contains(err.Error(), "invalid claims") || strings.Contains(err.Error(), "could not be read") {
				t.Errorf("%s: got %v; want what was wrong with the challenge", claims, err)
			}
			checkHidden(t, claims, seen(err), trickyToken)
		}
		server.Close()
	}
}

// Waits in milliseconds are heeded, whole or not; what is no number is passed over.
func TestFaultF4_RetryAfterInMilliseconds(t *testing.T) {
	for _, test := range []struct {
		headers []string
		want    time.Duration
		given   bool
	}{
		{[]string{"retry-after-ms", "1500"}, 1500 * time.Millisecond, true},
		{[]string{"x-ms-retry-after-ms", "20"}, 20 * time.Millisecond, true},
		{[]string{"retry-after-ms", " 12.5 "}, 12500 * time.Microsecond, true},
		{[]string{"x-ms-retry-after-ms", "0.25"}, 250 * time.Microsecond, true},
		{[]string{"retry-after-ms", "soon", "x-ms-retry-after-ms", "7"}, 7 * time.Millisecond, true},
		{[]string{"retry-after-ms", "-5", "Retry-After", "2.128"}, 2128 * time.Millisecond, true},
		{[]string{"retry-after-ms", "0", "Retry-After", "3"}, 3 * time.Second, true},
		{[]string{"retry-after-ms", "100", "Retry-After", "3"}, 100 * time.Millisecond, true},
		{[]string{"retry-after-ms", "NaN"}, 0, false},
		{[]string{"retry-after-ms", "Inf", "x-ms-retry-after-ms", "0x10"}, 0, false},
		{[]string{"x-ms-retry-after-ms", "1e3"}, 0, false},
		{[]string{"x-ms-retry-after-ms", "."}, 0, false},
	} {
		header := http.Header{}
		for i := 0; i < len(test.headers); i += 2 {
			header.Set(test.headers[i], test.headers[i+1])
		}
		if got, given := retryAfter(header); got != test.want || given != test.given {
			t.Errorf("%v: got %v, %v; want %v, %v", test.headers, got, given, test.want, test.given)
		}
	}
}
