package serve_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/serve"
)

const shop = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Acme.Model" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<TypeDefinition Name="SKU" UnderlyingType="Edm.String"/>
<EnumType Name="Size"><Member Name="Small" Value="1"/><Member Name="Large" Value="4"/></EnumType>
<EntityType Name="Product"><Key><PropertyRef Name="Code"/></Key><Property Name="Code" Type="Acme.Model.SKU" Nullable="false"/><Property Name="Size" Type="Acme.Model.Size"/></EntityType>
<EntityType Name="Line"><Key><PropertyRef Name="Order"/><PropertyRef Name="Place"/></Key><Property Name="Order" Type="Edm.Int32" Nullable="false"/><Property Name="Place" Type="Edm.Int32" Nullable="false"/></EntityType>
<EntityContainer Name="Shop"><EntitySet Name="Products" EntityType="Acme.Model.Product"/><EntitySet Name="Lines" EntityType="Acme.Model.Line"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

// run serves a description, sends requests (method, path, body, status and a part of the reply),
// and returns what was printed.
func run(t *testing.T, in source.Source, folder string, requests ...[5]string) string {
	t.Helper()
	d, err := in.Read()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := serve.Schema(d.Doc, d.Path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := serve.Run(ctx, schema, serve.Options{At: "127.0.0.1:0", Folder: folder, Seed: 1}, w)
		_ = w.Close()
		ended <- err
	}()
	out := bufio.NewReader(r)
	first, err := out.ReadString('\n')
	if err != nil {
		t.Fatal(err, <-ended)
	}
	root := strings.TrimSpace(strings.TrimPrefix(first, "listening at "))
	printed := make(chan string)
	go func() {
		text, _ := io.ReadAll(out)
		printed <- string(text)
	}()
	for _, each := range requests {
		send(t, root, each)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	return <-printed
}

func send(t *testing.T, root string, each [5]string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), each[0], root+each[1], strings.NewReader(each[2]))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || !strings.HasPrefix(resp.Status, each[3]) || !strings.Contains(string(body), each[4]) {
		t.Errorf("%v: %s %s, %v", each, resp.Status, body, err)
	}
}

// Any description is served: the embedded one, CSDL of another service, OpenAPI.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("tenant/deviceManagement/deviceCategories/1.json", `{"displayName":"loaded"}`)
	printed := run(t, source.Source{}, filepath.Join(dir, "tenant"),
		[5]string{"GET", "/deviceManagement/deviceCategories/1", "", "200", `"displayName":"loaded"`},
		[5]string{"PATCH", "/deviceManagement/deviceCategories/1", `{}`, "400", "Invalid patch"},
		[5]string{"GET", "/deviceManagement/nope", "", "400", "nope"})
	for _, line := range []string{"GET /deviceManagement/deviceCategories/1 200\n", "PATCH /deviceManagement/deviceCategories/1 400\n", "nothing was prepared for GET /deviceManagement/nope"} {
		if !strings.Contains(printed, line) {
			t.Errorf("%q is not among %s", line, printed)
		}
	}
	run(t, source.Source{Metadata: write("shop.csdl", shop)}, "",
		[5]string{"POST", "/Products", `{"Code":"a","Size":"Large"}`, "201", `"Code":"a"`},
		[5]string{"POST", "/Products", `{"Code":"b","Size":"Medium"}`, "400", "Medium"},
		[5]string{"POST", "/Products", `{"Code":1}`, "400", "Edm.String"},
		[5]string{"GET", "/Products('a')", "", "200", `"Size":"Large"`},
		[5]string{"POST", "/Lines", `{"Order":1,"Place":2}`, "201", ""},
		[5]string{"GET", "/Lines(Place=2,Order=1)", "", "200", `"Place":2`},
		[5]string{"GET", "/$metadata", "", "200", `<EntitySet Name="Products" EntityType="Acme.Model.Product"/>`})
	run(t, source.Source{OpenAPI: write("notes.json", notes)}, "",
		[5]string{"POST", "/notes", `{"text":"x"}`, "201", `"text":"x"`},
		[5]string{"GET", "/notes?$filter=text%20eq%20'x'&$count=true", "", "200", `"@odata.count":1`})
}

const notes = `{"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{
"/notes":{"get":{"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"type":"object","properties":{"value":{"type":"array","items":{"$ref":"#/components/schemas/microsoft.graph.note"}}}}}}}}},
"post":{"requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/microsoft.graph.note"}}}},"responses":{"201":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/microsoft.graph.note"}}}}}}},
"/notes/{note-id}":{"get":{"parameters":[{"name":"note-id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/microsoft.graph.note"}}}}}}}},
"components":{"schemas":{"microsoft.graph.entity":{"type":"object","properties":{"id":{"type":"string"}}},
"microsoft.graph.note":{"allOf":[{"$ref":"#/components/schemas/microsoft.graph.entity"},{"type":"object","properties":{"text":{"type":"string","nullable":true}}}]}}}}`

// An address that cannot be listened at is an error that says what to do.
func TestRunAtABadAddress(t *testing.T) {
	d, err := source.Source{}.Read()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := serve.Schema(d.Doc, d.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Run(t.Context(), schema, serve.Options{At: "nowhere:x"}, io.Discard); err == nil || !strings.Contains(err.Error(), "--at") {
		t.Errorf("got %v", err)
	}
}
