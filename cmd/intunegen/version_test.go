package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/test/corpus"
)

// view matches the versions of links to the documentation.
var view = regexp.MustCompile(`\?view=[a-z0-9.\-]+`)

// The v1.0 description of August 2026 makes a package of v1.0: links, paths in all clouds, pages of
// lists and batches.
func TestFaultE7_V1(t *testing.T) {
	file := corpus.File(t, "csdl", "v1.0-prod-2026-08.csdl")
	dir := downstream(t)
	out := filepath.Join(dir, "graphv1")
	if code := run([]string{"generate", "--metadata", file, "--service-version", "v1.0", "--out", out, "--operation", "/deviceManagement/managedDevices*",
		"--operation", "/deviceAppManagement/managedAppPolicies*", "--operation", "/deviceAppManagement/iosManagedAppProtections*"}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	links := map[string]int{}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range view.FindAllString(string(text), -1) {
			links[link]++
		}
	}
	if links["?view=graph-rest-1.0"] < 50 || len(links) != 1 {
		t.Errorf("links %v; want those of v1.0 alone", links)
	}
	program, err := os.ReadFile(filepath.Join("testdata", "v1.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "main.go"), string(program))
	var want strings.Builder
	for _, cloud := range []graph.Cloud{graph.Global, graph.USGovernmentL4, graph.USGovernmentL5, graph.China} {
		want.WriteString(strings.ReplaceAll(`GET ROOT/deviceManagement/managedDevices
GET ROOT/deviceManagement/managedDevices?$skiptoken=2
1 a
2 b
POST ROOT/deviceManagement/managedDevices/1/syncDevice
GET ROOT/deviceAppManagement/managedAppPolicies
*graphv1.IosManagedAppProtection
PATCH ROOT/deviceAppManagement/managedAppPolicies/p
POST ROOT/$batch
batch 1
`, "ROOT", cloud.Root+"/v1.0"))
	}
	want.WriteString("0 documented operations\n")
	if got := goCommand(t, dir, "run", "."); got != want.String() {
		t.Errorf("%s\nwant\n%s", got, want.String())
	}
}

const graphPool = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="NAMESPACE" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="embeddedSIMActivationCodePool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
<EntityContainer Name="service"><EntitySet Name="pools" EntityType="NAMESPACE.embeddedSIMActivationCodePool"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const openPool = "openapi: 3.0.1\ninfo: {title: x, version: '1'}\nSERVERSpaths: {}\ncomponents:\n  schemas:\n    microsoft.graph.pool: {type: object, title: pool, properties: {id: {type: string}}}\n"

// The version is that of the flag, of the configuration, of the address, of the description, of the
// lock, else beta; a contradiction is an error.
func TestFaultE7_Version(t *testing.T) {
	const servers = "servers: [{url: https://graph.microsoft.com/v1.0/}]\n"
	for _, test := range []struct {
		name, input, config string
		flags               []string
		path                string // in the package, or the text of an error
	}{
		{"nothing", graphPool, "", nil, "/beta"},
		{"flag", graphPool, "", []string{"--service-version", "v1.0"}, "/v1.0"},
		{"flag of beta", graphPool, "", []string{"--service-version", "beta"}, "/beta"},
		{"key", graphPool, "version: v1.0", nil, "/v1.0"},
		{"flag before key", graphPool, "version: v1.0", []string{"--service-version", "beta"}, "/beta"},
		{"without facts", graphPool, "version: v1.0\nembeddedFacts: false", nil, "/v1.0"},
		{"of a server", strings.Replace(openPool, "SERVERS", servers, 1), "", nil, "/v1.0"},
		{"of no server", strings.Replace(openPool, "SERVERS", "", 1), "version: v1.0", nil, "/v1.0"},
		{"of a server and a key", strings.Replace(openPool, "SERVERS", servers, 1), "version: v1.0", nil, "/v1.0"},
		{"contradiction", strings.Replace(openPool, "SERVERS", servers, 1), "version: beta", nil, "the description is of v1.0, and the given service version is beta"},
		{"unknown", graphPool, "", []string{"--service-version", "1.0"}, `service version "1.0" is not known; write v1.0 or beta`},
		{"unknown key", graphPool, "version: 1.0", nil, "intunegen.yaml:3:1: the value is not a version of Microsoft Graph; write v1.0 or beta"},
		{"embedded", "", "version: v1.0", nil, "the embedded description is of beta, not of v1.0"},
		{"another service", strings.ReplaceAll(graphPool, "NAMESPACE", "n"), "version: v1.0", nil, "is of another service; leave the version out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			input := "in.txt"
			if test.input == "" {
				input = "embedded"
			} else {
				writeFile(t, input, strings.ReplaceAll(test.input, "NAMESPACE", "microsoft.graph"))
			}
			writeFile(t, "intunegen.yaml", "output: api\ninput: "+input+"\n"+test.config+"\n")
			code, _, problem := runAs(t, append([]string{"generate"}, test.flags...)...)
			if !strings.HasPrefix(test.path, "/") {
				if code != exitBad || !strings.Contains(problem, test.path) {
					t.Errorf("%d, %s; want %s", code, problem, test.path)
				}
				return
			}
			isOfVersion(t, code, problem, test.path)
			// A later run without the flag is of the same version, as the lock says.
			writeFile(t, "intunegen.yaml", "output: api\ninput: "+input+"\n")
			code, out, problem := runAs(t, "generate", "--force")
			isOfVersion(t, code, out+problem, test.path)
			if text, err := os.ReadFile(filepath.Join("api", "intunegen.lock")); err != nil || strings.Contains(string(text), "\nversion v1.0\n") != (test.path == "/v1.0") {
				t.Errorf("%v: %.300s", err, text)
			}
		})
	}
}

// isOfVersion checks the path of the service of the package in api.
func isOfVersion(t *testing.T, code int, problem, path string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("api", "client.go"))
	if code != 0 || err != nil || !regexp.MustCompile(`Path: +"`+path+`"`).Match(text) {
		t.Errorf("%d, %s, %v; want a package of %s:\n%s", code, problem, err, path, text)
	}
}

// A description that was pulled is of the version of its address.
func TestFaultE7_Address(t *testing.T) {
	for address, want := range map[string]string{"https://graph.microsoft.com/v1.0/$metadata": "v1.0", "https://graph.microsoft.us/beta/$metadata": "beta",
		"https://example.com/api/$metadata": "", "v1.0/$metadata": "", "https://graph.microsoft.com/v1.0": ""} {
		if got := versionOf(address); got != want {
			t.Errorf("%s: %q; want %q", address, got, want)
		}
	}
}

// What beta says does not take calls away that a description of v1.0 has.
func TestFaultE7_OtherFacts(t *testing.T) {
	const book = `openapi: 3.0.1
info: {title: x, version: '1'}
servers: [{url: https://graph.microsoft.com/VERSION}]
paths:
  /deviceAppManagement/managedEBooks/{managedEBook-id}:
    parameters: [{name: managedEBook-id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/microsoft.graph.managedEBook'}}}}}}
    patch:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/microsoft.graph.managedEBook'}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    microsoft.graph.managedEBook: {type: object, title: managedEBook, properties: {id: {type: string}, displayName: {type: string, nullable: true}, createdDateTime: {type: string, format: date-time}}}
`
	for version, abstract := range map[string]bool{"v1.0": false, "beta": true} {
		file := filepath.Join(t.TempDir(), "in.yaml")
		writeFile(t, file, strings.Replace(book, "VERSION", version, 1))
		d, err := source.Source{OpenAPI: file}.Read()
		if err != nil {
			t.Fatal(err)
		}
		result, err := gen.Generate(d.Doc, gen.Options{Name: "books", Path: d.Path})
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, f := range result.Files {
			all.Write(f.Data)
		}
		text := all.String()
		if strings.Contains(text, "Patch(patch ManagedEBookPatch)") == abstract || !strings.Contains(text, "Patch(patch") {
			t.Errorf("%s: abstract %t, and the patch is not as it should be", version, abstract)
		}
		if patch := regexp.MustCompile(`(?s)type \w*EBookPatch struct \{.*?\n\}`).FindString(text); strings.Contains(patch, "CreatedDateTime") {
			t.Errorf("%s: the patch has a read-only property:\n%s", version, patch)
		}
	}
}
