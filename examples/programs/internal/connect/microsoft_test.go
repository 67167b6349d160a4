package connect

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/intunegen/intunegen/graph"
)

const (
	tenantID     = "11111111-2222-3333-4444-555555555555"
	clientID     = "66666666-7777-8888-9999-000000000000"
	clientSecret = "planted-secret"
	tokenPrefix  = "planted-token-for-"
)

// A microsoft stands for the authorities and service roots of all clouds, behind a proxy that leads
// to it whatever the host is.
type microsoft struct {
	server, proxy *httptest.Server
	tenant        http.Handler

	mu       sync.Mutex
	requests []string
	faults   []string
}

func newMicrosoft(t *testing.T) *microsoft {
	m := &microsoft{tenant: sample()}
	m.server = httptest.NewUnstartedServer(m)
	m.server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate(t)}}
	m.server.StartTLS()
	m.proxy = httptest.NewServer(http.HandlerFunc(m.tunnel))
	t.Cleanup(func() { m.proxy.Close(); m.server.Close() })
	return m
}

// environment is all that a program knows of its surroundings: what makes a program's default
// credential that of a service principal, and its connections lead here.
func (m *microsoft) environment(t *testing.T) []string {
	file := filepath.Join(t.TempDir(), "certificate.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: m.server.TLS.Certificates[0].Certificate[0]}
	if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{"HOME=" + t.TempDir(), "AZURE_TENANT_ID=" + tenantID, "AZURE_CLIENT_ID=" + clientID, "AZURE_CLIENT_SECRET=" + clientSecret,
		"HTTPS_PROXY=" + m.proxy.URL, "SSL_CERT_FILE=" + file}
}

// certificate returns one of all hosts.
func certificate(t *testing.T) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), BasicConstraintsValid: true, IsCA: true}
	for _, cloud := range graph.Clouds() {
		c.DNSNames = append(c.DNSNames, strings.TrimPrefix(cloud.Root, "https://"), strings.TrimPrefix(cloud.Authority, "https://"))
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// tunnel takes what is for any host to the server.
func (m *microsoft) tunnel(w http.ResponseWriter, r *http.Request) {
	to, err := net.Dial("tcp", m.server.Listener.Addr().String())
	if err != nil || r.Method != http.MethodConnect {
		http.Error(w, "only CONNECT", http.StatusBadGateway)
		return
	}
	from, rest, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	_, _ = from.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
	go func() { _, _ = io.Copy(to, rest); _ = to.Close() }()
	_, _ = io.Copy(from, to)
	_ = from.Close()
}

func (m *microsoft) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	root := "https://" + r.Host
	request := r.Method + " " + root + r.URL.Path
	for _, cloud := range graph.Clouds() {
		switch {
		case root == cloud.Root:
			m.requests = append(m.requests, request)
			m.graph(w, r, cloud)
			return
		case root == cloud.Authority && strings.HasSuffix(r.URL.Path, "/token"):
			m.token(w, r, request)
			return
		case root == cloud.Authority:
			m.requests = append(m.requests, request)
			writeJSON(w, map[string]any{"issuer": root + "/" + tenantID + "/v2.0", "authorization_endpoint": root + "/" + tenantID + "/oauth2/v2.0/authorize",
				"token_endpoint": root + "/" + tenantID + "/oauth2/v2.0/token"})
			return
		}
	}
	m.fault(w, "%s is to no cloud", request)
}

// graph answers the requests that have a token of the same cloud.
func (m *microsoft) graph(w http.ResponseWriter, r *http.Request, cloud graph.Cloud) {
	if got, want := r.Header.Get("Authorization"), "Bearer "+tokenPrefix+cloud.Scope; got != want {
		m.fault(w, "%s came with %q; want %q", r.URL, got, want)
		return
	}
	m.tenant.ServeHTTP(w, r)
}

// token answers with a token for the scope that is asked for.
func (m *microsoft) token(w http.ResponseWriter, r *http.Request, request string) {
	if err := r.ParseForm(); err != nil {
		m.fault(w, "%s: %v", request, err)
		return
	}
	want := url.Values{"grant_type": {"client_credentials"}, "client_id": {clientID}, "client_secret": {clientSecret}}
	for name := range want {
		if r.PostForm.Get(name) != want.Get(name) {
			m.fault(w, "%s has %s=%q", request, name, r.PostForm.Get(name))
			return
		}
	}
	scope, _, _ := strings.Cut(r.PostForm.Get("scope"), " ") // before those that every request has
	m.requests = append(m.requests, request+" for "+scope)
	writeJSON(w, map[string]any{"token_type": "Bearer", "expires_in": 3600, "access_token": tokenPrefix + scope})
}

func (m *microsoft) fault(w http.ResponseWriter, format string, args ...any) {
	m.faults = append(m.faults, fmt.Sprintf(format, args...))
	w.WriteHeader(http.StatusUnauthorized)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}
