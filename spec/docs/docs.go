// Package docs reads what Microsoft's documentation states of operations and types.
package docs

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/intunegen/intunegen/spec"
)

// A Folder is one state of the documentation.
type Folder struct {
	Operations []Operation
	Resources  []Resource
}

// An Operation is a documented operation, with all its paths.
type Operation struct {
	Page, Workload, Type, Kind, Verb string
	HTTP                             []struct{ Method, Path string }
	Method, Path                     string // of folders that state one path an entry
	Permissions                      struct{ DelegatedWork, DelegatedPersonal, Application []string }
	Properties                       []Property
	Request, Response                *struct{ Body *string }
}

// A Resource is a documented type.
type Resource struct {
	Page, Workload, Type string
	Properties           []Property
}

// A Property is one row of a table of properties, in documented order.
type Property struct{ Name, Type, Notes string }

// Read reads a folder of operations.jsonl and resources.jsonl.
func Read(dir string) (*Folder, error) {
	f := &Folder{}
	if err := lines(filepath.Join(dir, "operations.jsonl"), &f.Operations); err != nil {
		return nil, err
	}
	return f, lines(filepath.Join(dir, "resources.jsonl"), &f.Resources)
}

// lines reads a file of one JSON object a line.
func lines[T any](file string, into *[]T) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("%s: cannot read the file; name a documentation folder that holds it: %w", file, err)
	}
	defer in.Close()
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, 16<<20)
	for n := 1; scanner.Scan(); n++ {
		var one T
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			return spec.Errorf(spec.Position{File: file, Line: n, Column: 1}, "make it one JSON object a line", "the line cannot be read: %v", err)
		}
		*into = append(*into, one)
	}
	return scanner.Err()
}
