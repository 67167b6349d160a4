//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe gives its text once: descriptions and overlays are read once, though the lock has their
// hashes.
func TestInputsFromPipes(t *testing.T) {
	dir := t.TempDir()
	pipe := func(name, text string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := syscall.Mkfifo(file, 0o600); err != nil {
			t.Fatal(err)
		}
		go func() {
			if err := os.WriteFile(file, []byte(text), 0); err != nil {
				t.Error(err)
			}
		}()
		return file
	}
	metadata := pipe("metadata", `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="a" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EntityType Name="t"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String"/></EntityType><EntityContainer Name="c"><EntitySet Name="ts" EntityType="a.t"/></EntityContainer></Schema>
</edmx:DataServices></edmx:Edmx>`)
	corrections := pipe("overlay", "corrections:\n- target: a.t/size\n  add: {$Type: Edm.Int64, $Nullable: true}\n  reason: a test\n  link: https://example.com\n")
	out := filepath.Join(dir, "out")
	if code := run([]string{"generate", "--metadata", metadata, "--overlay", corrections, "--out", out, "--package", "a"}); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	if _, err := os.Stat(filepath.Join(out, "t.go")); err != nil {
		t.Error(err)
	}
}
