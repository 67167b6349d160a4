package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
