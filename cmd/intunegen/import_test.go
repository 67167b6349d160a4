package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/importer"
)

const ownMetadata = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="name" Type="Edm.String"/></EntityType>
<EntityContainer Name="Service"><EntitySet Name="things" EntityType="microsoft.graph.thing"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

const ownPage = `# Update thing

[!INCLUDE [national-cloud-support](../../includes/global-us.md)]

## Permissions
|Permission type|Least privileged permissions|Higher privileged permissions|
|:---|:---|:---|
|Delegated (work or school account)|Thing.ReadWrite.All|All.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|Not supported.|

## HTTP request
~~~http
PATCH /things/{id}
~~~

## Response
If successful, it returns a ~200 OK~ response code.
`

const ownClouds = `|Global service|US Government L4|US Government L5 (DOD)|China operated by 21Vianet|
|---|---|---|---|
|:white_check_mark:|✅|:heavy_check_mark:|❌|
`

// The facts of a page in today's form reach a package of the user's own.
func TestPagesReachAPackage(t *testing.T) {
	dir := t.TempDir()
	file := func(text string, elem ...string) string {
		name := filepath.Join(append([]string{dir}, elem...)...)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	metadata := file(ownMetadata, "own.csdl")
	file(strings.ReplaceAll(ownPage, "~", "`"), "docs", "beta", "api", "intune-own-thing-update.md")
	file(ownClouds, "docs", "includes", "global-us.md")
	description, out := filepath.Join(dir, "description"), filepath.Join(dir, "own")
	if code := run([]string{"import", "--metadata", metadata, "--docs", filepath.Join(dir, "docs", "beta"), "--out", description}); code != 0 {
		t.Fatalf("import: %d", code)
	}
	if code := run([]string{"generate", "--metadata", description, "--out", out}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	table, err := os.ReadFile(filepath.Join(out, "operations.go"))
	if err != nil {
		t.Fatal(err)
	}
	const want = "/things/{thingId} PATCH status=200 delegated=Thing.ReadWrite.All,All.ReadWrite.All personal= china=no global=yes usgovl4=yes usgovl5=yes\n"
	if !strings.Contains(string(table), want) {
		t.Errorf("the table lacks %s:\n%s", want, table)
	}
	if code := run([]string{"import", "--metadata", metadata, "--docs", dir, "--out", filepath.Join(dir, "none")}); code != exitBad {
		t.Errorf("a folder without documentation: %d; want %d", code, exitBad)
	}
}

// An earlier description gives the order of properties that no page has in a table. One that cannot
// be read is an error.
func TestImportEarlier(t *testing.T) {
	t.Chdir(t.TempDir())
	const id, name = `<Property Name="id" Type="Edm.String" Nullable="false"/>`, `<Property Name="name" Type="Edm.String"/>`
	writeFile(t, "own.csdl", ownMetadata)
	writeFile(t, "earlier.csdl", strings.NewReplacer(id, name, name, id).Replace(ownMetadata))
	for _, args := range [][]string{nil, {"--earlier", "earlier.csdl"}} {
		if code := run(append([]string{"import", "--metadata", "own.csdl", "--out", "description"}, args...)); code != 0 {
			t.Fatalf("import %v: %d", args, code)
		}
		text, err := os.ReadFile("description/things.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if nameFirst := bytes.Index(text, []byte("    name:")) < bytes.Index(text, []byte("    id:")); nameFirst != (args != nil) {
			t.Errorf("import %v has the name first: %v\n%s", args, nameFirst, text)
		}
	}
	if code := run([]string{"import", "--metadata", "own.csdl", "--out", "none", "--earlier", "nowhere.csdl"}); code != exitBad {
		t.Errorf("an earlier description that is not there: %d; want %d", code, exitBad)
	}
}

// What import did not write it leaves alone, and says so of a file that stands in its way; what it
// wrote and is stale it removes.
func TestImportLeavesOthersAlone(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "own.csdl", ownMetadata)
	importInto := []string{"import", "--metadata", "own.csdl", "--out", "description"}
	if code := run(importInto); code != 0 {
		t.Fatalf("import: %d", code)
	}
	list, err := importer.Written("description")
	if err != nil || len(list) == 0 {
		t.Fatalf("the list is %v: %v", list, err)
	}
	writeFile(t, "description/notes.yaml", "mine: [")
	writeFile(t, "description/stale.yaml", "$Version: \"4.01\"\n")
	writeFile(t, filepath.Join("description", importer.ListName), strings.Join(append(list, "stale.yaml"), "\n"))
	if code := run(importInto); code != 0 {
		t.Errorf("import again: %d", code)
	}
	if got := files(t, "description"); !slices.Equal(got, slices.Sorted(slices.Values(append(list, importer.ListName, "notes.yaml")))) {
		t.Errorf("the folder has %v", got)
	}
	writeFile(t, filepath.Join("taken", list[0]), "mine: 1\n")
	if code := run([]string{"import", "--metadata", "own.csdl", "--out", "taken"}); code != exitBad || len(files(t, "taken")) != 1 {
		t.Errorf("over a file of another: %d, %v", code, files(t, "taken"))
	}
	writeFile(t, filepath.Join("description", importer.ListName), "../own.csdl\n")
	if code := run(importInto); code != exitBad {
		t.Errorf("a list that names what is elsewhere: %d", code)
	}
}
