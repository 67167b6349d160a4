package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/pull"
)

const pulledText = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>` +
	`<Schema Namespace="api" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="pool"><Key><PropertyRef Name="id"/></Key>` +
	`<Property Name="id" Type="Edm.String"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>`

// What the address of a configuration gives is kept, used by generate, and not sent again while it
// is unchanged.
func TestPull(t *testing.T) {
	t.Chdir(t.TempDir())
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match"))
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") == `"one"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, pulledText)
	}))
	defer server.Close()
	writeFile(t, "intunegen.yaml", "output: api\ninput: "+server.URL+"/beta/$metadata\n")
	if code := run([]string{"generate"}); code != exitBad {
		t.Errorf("generate before pull: %d; want %d", code, exitBad)
	}
	for range 2 {
		if code := run([]string{"pull"}); code != 0 {
			t.Fatalf("pull: %d", code)
		}
	}
	if want := []string{"", `"one"`}; !slices.Equal(asked, want) {
		t.Errorf("asked with %q; want %q", asked, want)
	}
	if code := run([]string{"generate"}); code != 0 {
		t.Errorf("generate: %d", code)
	}
	if !slices.Contains(files(t, "api"), "pool.go") {
		t.Error("what was pulled is not generated")
	}
}

// A bad answer, an endless one, a slow one and an address without protection are errors; what is
// there stays.
func TestPullFaults(t *testing.T) {
	t.Chdir(t.TempDir())
	answers := map[string]http.HandlerFunc{
		"404 Not Found":           http.NotFound,
		"more than":               func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, strings.Repeat("x", 2000)) },
		"not a valid description": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html></html>") },
		"broke off": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "900")
			fmt.Fprint(w, "<")
		},
		"https": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://example.com/", http.StatusFound)
		},
	}
	for want, answer := range answers {
		server := httptest.NewServer(answer)
		writeFile(t, "intunegen.yaml", "output: api\ninput: "+server.URL+"\n")
		old := &pull.Kept{Data: []byte("<old/>"), Address: "a", ETag: "b"}
		if err := old.Write("kept.gz"); err != nil {
			t.Fatal(err)
		}
		before, err := os.ReadFile("kept.gz")
		if err != nil {
			t.Fatal(err)
		}
		err = pullRun{configFile: "intunegen.yaml", out: "kept.gz", limit: 1000}.run(t.Context(), io.Discard)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %s", err, want)
		}
		if after, err := os.ReadFile("kept.gz"); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: what was there is gone: %v", want, err)
		}
		server.Close()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (pullRun{configFile: "intunegen.yaml", limit: 1000}).run(ctx, io.Discard); err == nil {
		t.Error("a fetch whose time is over succeeded")
	}
	for _, address := range []string{"http://example.com", "https://user:secret@example.com", "ftp://example.com"} {
		if err := pull.CheckAddress(address); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Each cloud has its address; an unknown one is an error.
func TestPullAddress(t *testing.T) {
	t.Chdir(t.TempDir())
	for cloud, want := range map[string]string{"": "https://graph.microsoft.com/beta/$metadata", "china": "https://microsoftgraph.chinacloudapi.cn/beta/$metadata"} {
		if got, err := (pullRun{configFile: "none.yaml", cloud: cloud}).address(&config.Config{}); err != nil || got != want {
			t.Errorf("%q: %s, %v; want %s", cloud, got, err, want)
		}
	}
	if _, err := (pullRun{cloud: "mars"}).address(&config.Config{}); err == nil || !strings.Contains(err.Error(), "usgovl4") {
		t.Errorf("mars: %v", err)
	}
}
