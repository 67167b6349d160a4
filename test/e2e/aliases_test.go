package e2e

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/test/corpus"
)

// SAP CAP, which refuses JSON in the path, reads structured arguments and collections from aliases.
func TestFaultE9_CAP(t *testing.T) {
	address := os.Getenv("SHOP_E2E_URL")
	if address == "" {
		t.Skip("skipped: no service; run make e2e")
	}
	dir := t.TempDir()
	generateShop(t, address, filepath.Join(dir, "shop"))
	root := corpus.Repository(t)
	mod := read(t, filepath.Join(root, "go.mod"))
	mod = strings.Replace(mod, "module github.com/intunegen/intunegen", "module example.com/downstream", 1) +
		"\nrequire github.com/intunegen/intunegen v0.0.0\nreplace github.com/intunegen/intunegen => " + strconv.Quote(root) + "\n"
	write(t, filepath.Join(dir, "go.mod"), mod)
	write(t, filepath.Join(dir, "go.sum"), read(t, filepath.Join(root, "go.sum")))
	write(t, filepath.Join(dir, "main.go"), read(t, filepath.Join("testdata", "shop.go.txt")))
	cmd := exec.Command("go", "run", "-mod=mod", ".", address)
	cmd.Dir = dir
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.Output()
	const want = `{"ids":["a","b'c & d"]} <nil>
{"ranges":[{"from_":1,"note":"n\"&#"}]} <nil>
{"range":{"from_":2},"ids":[],"at":"2026-01-02","any":"x'y"} <nil>
`
	if err != nil || string(out) != want {
		t.Errorf("%v, %s\n%s\nwant\n%s", err, problem.String(), out, want)
	}
}

// generateShop generates a package from the $metadata of a service.
func generateShop(t *testing.T, address, dir string) {
	t.Helper()
	reply, err := http.Get(address + "/$metadata")
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close()
	doc, err := csdl.Read("shop.xml", reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(doc, gen.Options{Name: "shop", Source: "a test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		write(t, filepath.Join(dir, f.Name), string(f.Data))
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
