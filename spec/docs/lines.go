package docs

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// This file reads folders with one JSON object a page.

func readLines(dir string) (*Folder, error) {
	f := &Folder{Dir: dir}
	if err := lines(filepath.Join(dir, "operations.jsonl"), &f.Operations); err != nil {
		return nil, err
	}
	for i := range f.Operations {
		op := &f.Operations[i]
		op.Date = op.SourceDate
		for _, missing := range op.Permissions.Todo {
			scheme, _, _ := strings.Cut(missing, ":")
			*op.Permissions.of(scheme) = nil
		}
		if op.Response != nil {
			op.Status = op.Response.Status
		}
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
