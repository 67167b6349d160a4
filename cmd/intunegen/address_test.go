package main

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/pull"
)

// No password, token or query of an address is printed, whatever is wrong with it.
func TestFaultA7_Addresses(t *testing.T) {
	for _, input := range []string{
		"https://user:SECRET@host.invalid/beta/$metadata", "https://SECRET@host.invalid/$metadata", "https://host.invalid/$metadata?sig=SECRET", "https://host.invalid/$metadata#SECRET",
		"https://user:SECRET%zz@host.invalid/", "http://user:SECRET@127.0.0.1:1/", "http://host.invalid/?SECRET", "ftp://user:SECRET@host.invalid/", "https://user:SECRET@/x",
		"http://127.0.0.1:1/x?sig=SECRET", "https://host.invalid:SECRET/", "://user:SECRET@host/", "https://user:SEC%0aRET@host.invalid/SECRET?SECRET",
	} {
		t.Chdir(t.TempDir())
		writeFile(t, config.Name, "output: api\ninput: \""+input+"\"\n")
		for _, command := range []string{"generate", "pull"} {
			code, out, problem := runAs(t, command)
			if shown := strings.ReplaceAll(out+problem, "/SECRET", "/"); code != exitBad || strings.Contains(shown, "SECRET") || strings.Contains(shown, "SEC%0aRET") {
				t.Errorf("%s of %s: %d, %s%s", command, input, code, out, problem)
			}
		}
	}
}

// What pull prints and keeps has no query, which may be secret; with one, the description is always
// fetched whole.
func TestFaultA7_QueryIsNotKept(t *testing.T) {
	t.Chdir(t.TempDir())
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery != "sig=SECRET" || r.Header.Get("If-None-Match") != "" {
			t.Errorf("asked for %s with %q", r.URL, r.Header.Get("If-None-Match"))
		}
		asked++
		w.Header().Set("ETag", `"one"`)
		fmt.Fprint(w, pulledText)
	}))
	defer server.Close()
	writeFile(t, config.Name, "output: api\ninput: "+server.URL+"/$metadata?sig=SECRET\n")
	for range 2 {
		if code, out, problem := runAs(t, "pull"); code != 0 || strings.Contains(out+problem, "SECRET") {
			t.Errorf("%d: %s%s", code, out, problem)
		}
	}
	if kept, err := pull.ReadKept("intunegen-metadata.xml.gz"); err != nil || kept.Address != server.URL+"/$metadata" || asked != 2 {
		t.Errorf("kept of %s, asked %d times: %v", kept.Address, asked, err)
	}
}

// answer starts a server that answers each connection with a text as it is.
func answer(t *testing.T, text string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 1<<12))
			_, _ = c.Write([]byte(text))
			_ = c.Close()
		}
	}()
	return "http://" + l.Addr().String() + "/$metadata"
}

// What a server says cannot steer a terminal.
func TestFaultA7_ServersText(t *testing.T) {
	for _, text := range []string{
		"HTTP/1.1 500 \x1b[31mred\x1b]0;title\x07\r\n\r\n", "HTTP/1.1 404 \u009b31m\u202eevil\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: https://u:\x1b[31m@h\r\n\r\n", "\x1b[31mnot HTTP\r\n\r\n",
		"HTTP/1.1 200 OK\r\n\r\n<\x1b[31m/>", "HTTP/1.1 302 Found\r\nLocation: https://\u202ehost/?\r\n\r\n", "HTTP/1.1 \x1b[31m OK\r\n\r\n", "HTTP/1.1 500 " + strings.Repeat("x", 3000) + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: \x1b[31m\r\n\r\n<a\u202eb/>", "HTTP/1.1 200 OK\r\n\r\n" + strings.Replace(pulledText, `"Edm.String"`, `"`+strings.Repeat("x", 9000)+`"`, 1),
	} {
		t.Chdir(t.TempDir())
		writeFile(t, config.Name, "output: api\ninput: "+answer(t, text)+"\n")
		code, out, problem := runAs(t, "pull")
		if code != exitBad || out != "" {
			t.Errorf("%.40q: %d %s", text, code, out)
		}
		if strings.ContainsAny(problem, "\x1b\x07\u009b\u202e\r") || len(problem) > 3000 || strings.Contains(problem, "u:") {
			t.Errorf("%.40q: printed %q", text, problem)
		}
	}
}

// Nor can a description, a file name or an argument.
func TestFaultA7_OthersText(t *testing.T) {
	t.Chdir(t.TempDir())
	const evil = "\x1b[31m\u202e\u2066\u009b\x07"
	writeFile(t, "a"+evil+".xml", "<"+evil)
	for _, args := range [][]string{
		{"generate", "--out", "o", "--metadata", "a" + evil + ".xml"}, {"generate", "--out", "o", "--type", "x" + evil}, {"diff", "a" + evil + ".xml", "embedded"}, {evil}, {"describe", evil},
		{"generate", "--" + evil}, {"pull", "--cloud", evil}, {"generate", "--out", "o", "--type", strings.Repeat("y", 100_000)}, {"generate", "--out", "o" + evil + "/x", "--type", "embeddedSIMActivationCodePool", "--check"},
	} {
		code, out, problem := runAs(t, args...)
		if code == 0 || strings.ContainsAny(out+problem, "\x1b\u202e\u2066\u009b\a") || len(problem) > 10_000 {
			t.Errorf("%.80q: %d, printed %.300q", args, code, out+problem)
		}
	}
	var b bytes.Buffer
	p := &printer{Writer: &b}
	for _, piece := range []string{"é\xc3", "\xa9 \xe2\x80", "\xae \x1b", "\tx\n", "\xff\xe2"} {
		if _, err := p.Write([]byte(piece)); err != nil {
			t.Fatal(err)
		}
	}
	if want := "éé \\u202e \\u001b\tx\n\\xff"; b.String() != want {
		t.Errorf("printed %q; want %q", b.String(), want)
	}
}

// A redirect never leads from https to http, nor to an address with credentials, nor in a circle.
func TestFaultA7_Redirects(t *testing.T) {
	target := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, pulledText) }))
	defer target.Close()
	var to string
	redirect := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusTemporaryRedirect)
	})
	secure, plain := httptest.NewTLSServer(redirect), httptest.NewServer(redirect)
	defer secure.Close()
	defer plain.Close()
	trusted := http.DefaultTransport
	http.DefaultTransport = secure.Client().Transport
	defer func() { http.DefaultTransport = trusted }()
	for _, c := range []struct {
		from, to string
		good     bool
	}{
		{plain.URL, target.URL, true}, {secure.URL, target.URL, false}, {secure.URL, "http://localhost/", false}, {plain.URL, "http://example.com/", false},
		{plain.URL, "https://user:SECRET@example.com/?SECRET", false}, {plain.URL, "/again?SECRET", false}, {secure.URL, "//" + strings.TrimPrefix(target.URL, "http://"), false},
		{plain.URL, "file:///etc/passwd", false}, {plain.URL, "https://h:SECRET/%zz", false},
	} {
		to = c.to
		_, err := pull.Fetch(t.Context(), c.from+"/$metadata", &pull.Kept{}, pullLimit)
		if (err == nil) != c.good || err != nil && strings.Contains(err.Error(), "SECRET") {
			t.Errorf("from %s to %s: %v", c.from, c.to, err)
		}
	}
}

// What pull keeps, generate can read: it checks what it got as generate would.
func TestFaultA7_PullChecks(t *testing.T) {
	t.Chdir(t.TempDir())
	var text string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }))
	defer server.Close()
	for _, more := range []string{
		`<EntityType Name="pool"/>`, `<ComplexType Name="a"/><EnumType Name="a"/>`, `<ComplexType Name="a" BaseType="api.a"/>`, `<ComplexType Name="a"><Property Name="p" Type="api.gone"/></ComplexType>`,
		`<ComplexType Name="a b"/>`, `<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.Int32"/></ComplexType>`,
	} {
		text = strings.Replace(pulledText, `<EntityType`, more+`<EntityType`, 1)
		writeFile(t, config.Name, "output: api\ninput: "+server.URL+"\n")
		if code, _, problem := runAs(t, "pull"); code != exitBad || !strings.Contains(problem, "nothing was written") {
			t.Errorf("%s: %d, %s", more, code, problem)
		}
		if got := files(t, "."); len(got) != 1 {
			t.Errorf("%s: there is %v", more, got)
		}
	}
}

// However long or odd an ETag or an address is, what was kept can be read again.
func TestFaultA7_ETags(t *testing.T) {
	t.Chdir(t.TempDir())
	var etag string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["ETag"] = []string{etag}
		fmt.Fprint(w, pulledText)
	}))
	defer server.Close()
	for _, etag = range []string{`"` + strings.Repeat("e", 100_000) + `"`, `"` + strings.Repeat("e", 511) + `"`, "\"é\xff\"", `"` + strings.Repeat("e", 400) + `"`, ""} {
		for _, path := range []string{"/$metadata", "/é ü/$metadata", "/" + strings.Repeat("p", 2000)} {
			if err := os.RemoveAll("intunegen-metadata.xml.gz"); err != nil {
				t.Fatal(err)
			}
			writeFile(t, config.Name, "output: api\ninput: \""+server.URL+path+"\"\n")
			for range 2 {
				if code := run([]string{"pull"}); code != 0 {
					t.Errorf("%.20q: %d", etag, code)
				}
			}
			if code := run([]string{"generate"}); code != 0 {
				t.Errorf("%.20q: generate: %d", etag, code)
			}
		}
	}
}

// An address where a file, a name or nothing is expected is not repeated with its secrets.
func TestFaultA7_AddressesInPlaceOfOthers(t *testing.T) {
	for _, address := range []string{"https://user:SECRET@host.invalid/x", "https://SECRET@host.invalid/x?sig=SECRET", "http://host.invalid/x?SECRET", "postgres://u:SECRET@h/x"} {
		for _, line := range []string{
			"pull", "generate", "init", "version", "diff embedded", "describe", "import", "overlay lint", "snippet", "generate --config", "pull --cloud",
			"generate --out api --metadata", "generate --out api --openapi", "generate --out api --overlay", "generate --out api --type", "generate --out api --package", "",
		} {
			t.Chdir(t.TempDir())
			code, out, problem := runAs(t, append(strings.Fields(line), address)...)
			if code != exitBad || strings.Contains(out+problem, "SECRET") || problem == "" {
				t.Errorf("%s %s: %d, %s%s", line, address, code, out, problem)
			}
		}
	}
}

// Other text with colons, at signs and question marks stays.
func TestFaultA7_OtherTextIsShown(t *testing.T) {
	for _, text := range []string{"a.yaml:3:4: what? do this", "https://host/a@b/c: no", "user@host: no", "is it http? yes", "C:/x/y@z.yaml:1:1: no", "https://[::1]:80/x: no"} {
		if got := message(text); got != text {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}
