// Package corpus finds the corpus of real descriptions and documentation that some tests run over.
package corpus

import (
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the corpus folder: where INTUNE_CORPUS points, else ../shared/corpus beside the
// repository. Without a corpus, it skips the test and says so.
func Dir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("INTUNE_CORPUS")
	if dir == "" {
		dir = filepath.Join(Repository(t), "..", "shared", "corpus")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		t.Skipf("skipped: no corpus at %s; set INTUNE_CORPUS to run this test", dir)
	}
	return dir
}

// File returns the path of a file of the corpus.
func File(t testing.TB, elem ...string) string {
	t.Helper()
	return filepath.Join(append([]string{Dir(t)}, elem...)...)
}

// Repository returns the root of the repository: the folder with go.mod above the test's own.
func Repository(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}
