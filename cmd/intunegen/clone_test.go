package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/test/corpus"
)

const clonedProgram = `package main

import (
	"fmt"

	"example.com/downstream/esim"
	"github.com/intunegen/intunegen/graph"
)

func main() {
	client, err := esim.NewClient(nil, &graph.ClientOptions{BaseURL: "http://127.0.0.1:1"})
	if err != nil {
		panic(err)
	}
	wire, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Patch(esim.EmbeddedSIMActivationCodePoolPatch{}).Build()
	if err != nil {
		panic(err)
	}
	clouds := []graph.Cloud{graph.Global, graph.USGovernmentL4, graph.USGovernmentL5, graph.China}
	for _, cloud := range clouds {
		fmt.Println(cloud.Name, esim.Available(cloud, wire))
	}
	for _, op := range esim.Operations() {
		if op.Method == wire.Method && op.Path == wire.Template {
			fmt.Println(op.Method, op.Path, op.Status, op.Delegated, op.Personal, op.Application, op.Available(graph.China))
		}
	}
}
`

// The table of a page in today's form is what a program of the user reads from a package of their
// own.
func TestTodaysPageReachesAProgram(t *testing.T) {
	dir := downstream(t)
	description := imported(t, filepath.Join(corpus.Dir(t), "docs-md", "current-format"))
	if code := run([]string{"generate", "--metadata", description, "--type", "embeddedSIMActivationCodePool", "--out", filepath.Join(dir, "esim")}); code != 0 {
		t.Fatalf("generate: %d", code)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(clonedProgram), 0o644); err != nil {
		t.Fatal(err)
	}
	const want = `global yes
usgovl4 yes
usgovl5 yes
china yes
PATCH /deviceManagement/embeddedSIMActivationCodePools/{embeddedSIMActivationCodePoolId} 200 [DeviceManagementConfiguration.ReadWrite.All] [] [DeviceManagementConfiguration.ReadWrite.All] yes
`
	if diff := cmp.Diff(want, goCommand(t, dir, "run", ".")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// imported imports the description of the corpus with the pages of a folder, and returns where it
// is.
func imported(t *testing.T, pages string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "description")
	metadata := corpus.File(t, "csdl", "intune-beta-2026-08.reconstructed.csdl")
	if code := run([]string{"import", "--metadata", metadata, "--docs", pages, "--out", out}); code != 0 {
		t.Fatalf("import: %d", code)
	}
	return out
}

// includes are the tables that today's pages include, and the clouds that have an operation by
// them.
var includes = []struct{ name, clouds string }{
	{"all-clouds", "china global usgovl4 usgovl5"}, {"global-china", "china global"}, {"global-only", "global"},
	{"global-us", "global usgovl4 usgovl5"}, {"global-us-l4", "global usgovl4"},
}

// In a full clone each page includes a table; all of them are in the package.
func TestFullCloneOfTodaysPages(t *testing.T) {
	clone, tables := cloneOfToday(t)
	d, err := source.Source{Metadata: imported(t, clone)}.Read()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(d.Doc, gen.Options{Name: "own", Path: d.Path})
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, row := range pkg.Table.Rows {
		if row.Method == "*" {
			continue
		}
		rows++
		if got := available(row); got != tables[row.Page] {
			t.Errorf("%s %s of %s: %s; want %s", row.Method, row.Path, row.Page, got, tables[row.Page])
		}
	}
	if rows < 1500 {
		t.Errorf("only %d operations of %d pages", rows, len(tables))
	}
}

// available lists the clouds that a row says have the operation; all have to be documented.
func available(row *ir.Row) string {
	var all []string
	for _, cloud := range row.Clouds {
		if cloud.Available {
			all = append(all, cloud.Name)
		}
	}
	if len(row.Clouds) != 4 {
		return "not documented"
	}
	return strings.Join(all, " ")
}

// cloneOfToday puts every page of the corpus into today's form, the includes in turn. It returns
// the folder, and the clouds by page.
func cloneOfToday(t *testing.T) (dir string, tables map[string]string) {
	dir, tables = t.TempDir(), map[string]string{}
	from := filepath.Join(corpus.Dir(t), "docs-md")
	if err := os.CopyFS(filepath.Join(dir, "includes"), os.DirFS(filepath.Join(from, "includes"))); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(from, "api", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	api := filepath.Join(dir, "beta", "api")
	if err := os.MkdirAll(api, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		include := includes[i%len(includes)]
		if strings.HasSuffix(file, "embeddedsimactivationcodepool-update.md") {
			include = includes[0] // as it is today, and as the corrections that go with the tool state it
		}
		today := strings.Replace(string(text), "\n## Prerequisites", "\n[!INCLUDE [national-cloud-support](../../includes/"+include.name+".md)]\n\n## Permissions", 1)
		name := filepath.Base(file)
		tables[strings.TrimSuffix(name, ".md")] = include.clouds
		if err := os.WriteFile(filepath.Join(api, name), []byte(today), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir + "/beta", tables
}
