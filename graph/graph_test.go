package graph

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/odata"
)

func TestCloudsAreComplete(t *testing.T) {
	for _, c := range Clouds() {
		if c.Name == "" || c.Title == "" || !strings.HasPrefix(c.Authority, "https://") || c.Scope != c.Root+"/.default" {
			t.Errorf("incomplete cloud %+v", c)
		}
		if got, err := CloudByName(c.Name); err != nil || got != c {
			t.Errorf("CloudByName(%q) = %v, %v", c.Name, got, err)
		}
	}
	if _, err := CloudByName("germany"); err == nil || !strings.Contains(err.Error(), "global, usgovl4, usgovl5, china") {
		t.Errorf("got %v; want an error that lists the known clouds", err)
	}
}

const testTable Table = `
/a GET status=200 delegated=X.Read,X.Write personal= application=X.Read china=yes
/a/{id} PATCH global=yes
/a/{id}/b * china=no
/a/{id}/c POST application=X.Write china=yes
/a/{id}/ns.t/d * china=no
`

func TestTable(t *testing.T) {
	op, ok := testTable.Lookup("GET", "/a")
	if patch, _ := testTable.Lookup("PATCH", "/a/{id}"); op.Status != 200 || patch.Status != 0 {
		t.Errorf("status %d and %d; want 200, and 0 for not documented", op.Status, patch.Status)
	}
	if !ok || len(op.Delegated) != 2 || op.Personal == nil || len(op.Personal) != 0 {
		t.Errorf("got %+v, %v", op, ok)
	}
	if all := testTable.All(); len(all) != 3 {
		t.Errorf("%d operations; want 3", len(all))
	}
	for _, test := range []struct {
		cloud        Cloud
		method, path string
		want         Availability
	}{
		{China, "GET", "/a", Yes},
		{Global, "GET", "/a", NotDocumented},
		{Global, "PATCH", "/a/{id}", Yes},
		{China, "POST", "/a/{id}/b/c", No},
		{China, "POST", "/a/{id}/bc", NotDocumented},
		{Global, "POST", "/a/{id}/b", NotDocumented},
		{Global, "PATCH", "/a/{id}/ns.t", Yes},
		{China, "POST", "/a/{id}/ns.t/c", Yes},
		{China, "POST", "/a/{id}/ns.t/b/e", No},
		{China, "POST", "/a/{id}/ns.t/d/e", No},
		{China, "GET", "/a/{id}/ns.t/e", NotDocumented},
	} {
		if got := testTable.Available(test.cloud, Wire{Method: test.method, Template: test.path}); got != test.want {
			t.Errorf("%s %s in %s: %v; want %v", test.method, test.path, test.cloud.Name, got, test.want)
		}
	}
}

// A cast that the documentation leaves out hides no permissions. The name of an action, a key and
// the call of a function are not casts.
func TestFaultE11_TableBehindCasts(t *testing.T) {
	for call, want := range map[string]string{
		"POST /a/{id}/ns.t/c": "X.Write", "POST /a/{id}/ns.t/ns.u/c": "X.Write", "POST /a/{id}/c": "X.Write", "GET /a/ns.t": "X.Read",
		"POST /a/ns.act": "", "POST /a/{id}/c/ns.act": "", "GET /a/ns.f(x={x})": "", "GET /a/{i.d}": "",
	} {
		method, path, _ := strings.Cut(call, " ")
		op, ok := testTable.documented(method, path)
		if got := strings.Join(op.Application, ","); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v; want %q", call, got, ok, want)
		}
	}
}

func TestServiceRoot(t *testing.T) {
	service := Service{Path: "/beta", Clouds: true}
	for base, want := range map[string]string{
		"":                            "https://graph.microsoft.us/beta",
		"http://127.0.0.1:4004/beta/": "http://127.0.0.1:4004/beta",
		"http://example.com/beta":     "error",
		"https://u:p@example.com":     "error",
		"::":                          "error",
	} {
		got, err := serviceRoot(USGovernmentL4, base, service)
		if err != nil {
			got = "error"
			if strings.Contains(err.Error(), "u:p") {
				t.Errorf("the error shows the user: %v", err)
			}
		}
		if got != want {
			t.Errorf("%q: got %s (%v); want %s", base, got, err, want)
		}
	}
}

func TestNodes(t *testing.T) {
	client, err := NewClient(nil, nil, Service{Path: "/beta", Clouds: true})
	if err != nil {
		t.Fatal(err)
	}
	wire, err := (*Command)(client.Root().To("a").Keys("x", "o'b", "n", int32(3)).To("b").Delete()).Build()
	if err != nil {
		t.Fatal(err)
	}
	if wire.URL != "https://graph.microsoft.com/beta/a(x=%27o%27%27b%27,n=3)/b" || wire.Template != "/a(x={x},n={n})/b" {
		t.Errorf("got %s, %s", wire.URL, wire.Template)
	}
	for _, one := range []struct {
		node          *Node
		url, template string
	}{
		{client.Root().To("a").Keys("x", "o'b"), "a(%27o%27%27b%27)", "/a({x})"},
		{client.Root().To("a").KeyValue("x", int32(3)), "a/3", "/a/{x}"},
		{client.Root().To("a").KeyValue("x", odata.DateOf(time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC))), "a/2026-11-05", "/a/{x}"},
	} {
		wire, err := (*Command)(one.node.Delete()).Build()
		if err != nil || wire.URL != "https://graph.microsoft.com/beta/"+one.url || wire.Template != one.template {
			t.Errorf("got %s, %s, %v; want %s", wire.URL, wire.Template, err, one.url)
		}
	}
	if _, err := (*Command)(client.Root().To("a").KeyValue("x", struct{}{}).Delete()).Build(); err == nil {
		t.Error("a key of no primitive type, and no error")
	}
	if _, err := (*Command)(client.Root().To("a").Key("id", "").Delete()).Build(); !errors.Is(err, ErrEmptyID) {
		t.Errorf("got %v; want ErrEmptyID", err)
	}
}
