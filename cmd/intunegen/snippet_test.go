package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/snippet"
)

func TestSnippet(t *testing.T) {
	file := filepath.Join(t.TempDir(), "request.http")
	if err := os.WriteFile(file, []byte("GET /deviceManagement/managedDevices/5\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, notes strings.Builder
	options := snippet.Options{Import: shippedPackage, Package: "mine", Func: "Read"}
	if err := writeSnippet(&out, &notes, source.Source{}, file, options); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"package mine\n", shippedPackage, "func Read(", `client.DeviceManagement().ManagedDevices().ID("5").Get().Do(ctx)`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, &out)
		}
	}
	for _, bad := range [][]string{{"snippet", "missing.http"}, {"snippet", "main.go"}, {"snippet", file, file}} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}
