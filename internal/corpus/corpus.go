// Package corpus finds the corpus of real descriptions and documentation that some tests run over.
package corpus

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Dir returns the corpus folder: where INTUNE_CORPUS points, else ../shared/corpus beside the repository.
// When there is none, it skips the test and says so.
func Dir(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("INTUNE_CORPUS")
	if dir == "" {
		_, file, _, _ := runtime.Caller(0)
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared", "corpus")
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
