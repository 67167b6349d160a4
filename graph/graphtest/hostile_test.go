package graphtest_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// small is a service of another kind than Graph: keys of several parts, of numbers, media, streams.
var small = graph.Schema{Types: `
service ns /v1 false
enum .color single red green
entity .box - open media key=code
 code String c
 picture Stream ?
 color .color ?
 box .box ?n
 lids [].lid ?o
entity .lid - key=place,side
 place Int32 c
 side String c
 text String ?
root boxes [].box
root lid .lid
root /reset action one ns.reset .box - depth=Int32
root /find function one ns.find [].box text=String:! color=.color:?
`}

// Hostile requests are refused: none panics, none is an error of the server's own.
func TestHostileRequests(t *testing.T) {
	long := strings.Repeat("a", 100_000)
	deep := strings.Repeat(`{"box":`, 5000) + "1" + strings.Repeat("}", 5000)
	for _, target := range []string{"/", "//", "/..", "/%", "/%zz", "/%00", "/(", "/)", "/()", "/boxes(", "/boxes)", "/boxes()", "/boxes('", "/boxes('')", "/boxes(''')", "/boxes('1')(", "/boxes('1')('2')",
		"/boxes/1/lids(place=1)", "/boxes/1/lids(place=1,side='a',x=2)", "/boxes/1/lids(=,=)", "/boxes/1/ns.box/ns.lid", "/ns.box", "/boxes/ns.lid", "/boxes/$count/$count", "/boxes/$value", "/$count", "/$ref", "/$value", "/$metadata", "/$batch", "/$nope",
		"/boxes/1/color/red", "/boxes/1/$ref", "/boxes/1/box/$ref", "/boxes/1/picture/$value", "/reset", "/reset()", "/find", "/find()", "/find(text)", "/find(text='a',text='b')", "/find(nope=1)", "/find(text='a'", "/lid/$value", "/" + long, strings.Repeat("/boxes/1", 10000),
		"/boxes?$filter=" + long, "/boxes?$filter=" + url.QueryEscape(strings.Repeat("(", 10000)), "/boxes?$filter=%27", "/boxes?$filter=%00", "/boxes?$filter=%ff", "/boxes?$filter=code/code/code%20eq%20code",
		"/boxes?$filter=lids/any(x:lids/any(x:true))", "/boxes?$filter=lids/any(", "/boxes?$filter=isof(", "/boxes?$filter=isof(,)", "/boxes?$filter=a:b", "/boxes?$filter=code in ()", "/boxes?$filter=code in (code)", "/boxes?$filter=now(", "/boxes?$filter=1e999999999 eq 1",
		"/boxes?$select=,,,", "/boxes?$select=code/code", "/boxes?$select=/", "/boxes?$select=ns.box/", "/boxes?$expand=lids(", "/boxes?$expand=lids($expand=lids)", "/boxes?$expand=" + url.QueryEscape(strings.Repeat("box($expand=", 3000)), "/boxes?$expand=*", "/boxes?$expand=lids/$nope", "/boxes?$expand=ns.box/lids",
		"/boxes?$orderby=", "/boxes?$orderby=desc", "/boxes?$orderby=code desc desc", "/boxes?$orderby=lids", "/boxes?$top=99999999999999999999", "/boxes?$skip=9223372036854775807", "/boxes?$skip=-9223372036854775808", "/boxes?$top=1e3", "/boxes?$count=maybe",
		"/boxes?$skiptoken=Z3JhcGh0ZXN0Oi0x", "/boxes?$skiptoken=Z3JhcGh0ZXN0Ojk5OTk5OTk5OTk", "/boxes?;;;&&&===", "/boxes?%zz=%zz", "/boxes?$search=" + long} {
		for _, method := range []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "get", "TRACE", "NOPE"} {
			for _, body := range []string{"", "{}", "[]", "null", "1", `""`, `{"":1}`, `{"@odata.type":1}`, `{"@odata.type":"#"}`, `{"@odata.type":""}`, `{"@odata.bind":1}`, `{"box@odata.bind":[]}`, `{"box@odata.bind":"/boxes/$count"}`, `{"lids":1,"code":"x"}`,
				`{"lids":[null]}`, `{"lids":[[]]}`, `{"code":"\ud800"}`, "{\"code\":\"\xff\"}", `{"code":{}}`, `{"@odata.id":"//"}`, `{"@odata.id":"/boxes/1"}`, `{"value":{}}`, `{"requests":[{"id":"1","method":"GET","url":"://"}]}`, `{"requests":[null]}`, deep} {
				if len(target) > 1000 && body != "" && body != "{}" {
					continue
				}
				r := &recorder{}
				server := graphtest.New(r, small)
				server.Put("/boxes/1", `{"color":"red"}`)
				hostile(t, server, method, target, body)
			}
		}
	}
}

func hostile(t *testing.T, server *graphtest.Server, method, target, body string) {
	t.Helper()
	path, query, _ := strings.Cut(target, "?")
	u := &url.URL{Scheme: "https", Host: "graphtest.example", RawQuery: query}
	u.Path, u.RawPath = "/v1"+path, "/v1"+path
	if plain, err := url.PathUnescape(path); err == nil {
		u.Path = "/v1" + plain
	}
	req := (&http.Request{Method: method, URL: u, Header: http.Header{"Content-Type": {"application/json"}}, Body: http.NoBody}).WithContext(t.Context())
	if body != "" {
		req.Body = readCloser{strings.NewReader(body)}
	}
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%s %.200s %.200s panics: %v", method, target, body, fault)
		}
	}()
	resp, err := server.Client().Transport.RoundTrip(req)
	if err != nil {
		t.Errorf("%s %.200s %.200s: %v", method, target, body, err)
		return
	}
	if resp.StatusCode >= 500 {
		t.Errorf("%s %.200s %.200s: %d", method, target, body, resp.StatusCode)
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// No request makes the server panic, whatever path, query and body.
func FuzzRequests(f *testing.F) {
	f.Add("GET", "/boxes('1')/lids(place=1,side='a')", "$filter=code eq 'a'&$expand=lids($select=text)", "")
	f.Add("POST", "/boxes", "", `{"code":"x","lids":[{"place":1,"side":"a"}],"box@odata.bind":"/boxes/1"}`)
	f.Add("PATCH", "/boxes/1", "", `{"color":"green"}`)
	f.Fuzz(func(t *testing.T, method, path, query, body string) {
		server := graphtest.New(&recorder{}, small)
		server.Put("/boxes/1", `{"color":"red"}`)
		hostile(t, server, method, path+"?"+query, body)
	})
}

// Keys of numbers and of several parts, and resources that a PUT makes.
func TestOtherServices(t *testing.T) {
	w := &otherWire{t, graphtest.New(t, small)}
	w.want(201, `"code":"a"`, "POST", "/boxes", `{"code":"a","extra":{"x":1},"lids":[{"place":1,"side":"left"}]}`)
	w.want(200, `"extra":{"x":1}`, "GET", "/boxes('a')", "")
	w.want(200, `"side":"left"`, "GET", "/boxes('a')/lids(side='left',place=1)", "")
	w.want(201, `"code":"b"`, "PUT", "/boxes('b')", `{"color":"green"}`)
	w.want(409, "exists", "POST", "/boxes", `{"code":"b"}`)
	w.want(200, `"value":[{"@odata.type":"#ns.box","code":"b"`, "GET", "/boxes?$filter=color%20eq%20ns.color'green'", "")
	w.want(200, `"value":[`, "GET", "/find(text='a',color=ns.color'red')", "")
	w.want(400, "takes the parameters text, color", "GET", "/find(color=ns.color'red')", "")
	w.want(200, `"#ns.box"`, "POST", "/reset", `{"depth":1}`)
	w.want(400, "'Edm.Int32'", "POST", "/reset", `{"depth":"1"}`)
	w.want(204, "", "PUT", "/boxes('a')/color", `{"value":"red"}`)
	w.want(200, `"value":"red"`, "GET", "/boxes('a')/color", "")
	w.want(204, "", "DELETE", "/boxes('a')/color", "")
	w.want(204, "", "GET", "/boxes('a')/color", "")
}

type otherWire struct {
	t      *testing.T
	server *graphtest.Server
}

func (w *otherWire) want(status int, part, method, path, body string) {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, "https://graphtest.example/v1"+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	resp, err := w.server.Client().Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer resp.Body.Close()
	text := new(strings.Builder)
	if _, err := copyTo(text, resp); err != nil || resp.StatusCode != status || !strings.Contains(text.String(), part) {
		w.t.Errorf("%s %s: %d %s; want %d with %s", method, path, resp.StatusCode, text, status, part)
	}
}

func copyTo(to io.Writer, resp *http.Response) (int64, error) { return io.Copy(to, resp.Body) }

// Work and memory are bounded, whatever is asked for.
func TestBounds(t *testing.T) {
	w := &otherWire{t, graphtest.New(t, small)}
	w.server.Put("/boxes/1", `{}`)
	many := strings.Builder{}
	for i := range 6000 {
		fmt.Fprintf(&many, `"a%d":1,`, i)
	}
	w.want(400, "names of its own", "POST", "/boxes", `{`+many.String()+`"code":"x"}`)
	w.want(400, "expanded twice", "GET", "/boxes?$expand=lids,lids", "")
	w.want(200, `"lids":[]`, "GET", "/boxes?$expand="+strings.Repeat("*,", 5000)+"*", "")
	w.want(400, "nested too deeply", "GET", "/boxes?$expand="+strings.Repeat("box($expand=", 100)+"lids"+strings.Repeat(")", 100), "")
	w.want(400, "Unable to read JSON", "POST", "/boxes", strings.Repeat("[", 100_000))
	w.want(413, "too large", "POST", "/boxes", strings.Repeat(" ", 4<<20+1))
	w.server.On("POST /big", func(graphtest.Call) graphtest.Reply { return graphtest.NoContent() })
	for range 20 {
		w.want(204, "", "POST", "/big", strings.Repeat(" ", 4<<20))
	}
	held := 0
	for _, c := range w.server.Calls("*") {
		held += len(c.Body)
	}
	if held > 64<<20 {
		t.Errorf("%d bytes of bodies are held", held)
	}
}
