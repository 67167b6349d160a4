package reference_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/tools/reference"
)

func page(name, text string) reference.Page {
	return reference.Page{Name: name, Data: []byte(reference.Mark + text)}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	first := []reference.Page{page("index.html", "1"), page("types/a.html", "a"), page("types/b.html", "b"), {Name: "style.css", Data: []byte("x")}}
	if err := reference.Write(dir, first); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "types", "own.html")
	if err := os.WriteFile(own, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := reference.Write(dir, []reference.Page{page("index.html", "2"), page("types/a.html", "a"), {Name: "style.css", Data: []byte("y")}}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"index.html": reference.Mark + "2", "types/a.html": reference.Mark + "a", "types/own.html": "mine", "types/b.html": "", "style.css": "y"} {
		if got, _ := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
			t.Errorf("%s is %q; want %q", name, got, want)
		}
	}
}

// A file that is not of the site stays, and nothing is written.
func TestWriteRefuses(t *testing.T) {
	for _, name := range []string{"index.html", "types/a.html", "style.css"} {
		dir := t.TempDir()
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := reference.Write(dir, []reference.Page{page("index.html", "1"), page("types/a.html", "a"), {Name: "style.css", Data: []byte("y")}})
		if err == nil || !strings.Contains(err.Error(), "is not a page of the site") && !os.IsNotExist(err) {
			t.Errorf("%s: %v", name, err)
		}
		if got, _ := os.ReadFile(at); string(got) != "mine" {
			t.Errorf("%s is overwritten", name)
		}
	}
}
