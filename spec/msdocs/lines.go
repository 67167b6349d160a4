package msdocs

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// This file reads folders of files with one JSON object per page.

func readLines(dir string) (*Folder, error) {
	f := &Folder{Dir: dir}
	if err := lines(filepath.Join(dir, "operations.jsonl"), &f.Operations); err != nil {
		return nil, err
	}
	for i := range f.Operations {
		f.Operations[i].complete()
	}
	return f, lines(filepath.Join(dir, "resources.jsonl"), &f.Resources)
}

// complete sets the fields of an operation that its line has in other places.
func (op *Operation) complete() {
	op.Date = op.SourceDate
	for _, missing := range op.Permissions.Todo {
		scheme, _, _ := strings.Cut(missing, ":")
		*op.Permissions.of(scheme) = nil
	}
	if op.Response != nil {
		op.Status = op.Response.Status
	}
}

// lines reads a file with one JSON object per line.
func lines[T any](file string, into *[]T) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("%s: cannot read the file; name a documentation folder that holds it: %w", file, err)
	}
	defer in.Close()
	return decodeLines(file, in, into)
}

// maxLine bounds the length of a line. The longest known has 86 KB.
const maxLine = 16 << 20

func decodeLines[T any](file string, in io.Reader, into *[]T) error {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, maxLine)
	n := 1
	for ; scanner.Scan(); n++ {
		var one T
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			return spec.Errorf(spec.Position{File: file, Line: n, Column: 1}, "make it one JSON object a line", "the line cannot be read: %v", err)
		}
		*into = append(*into, one)
	}
	if err := scanner.Err(); err != nil {
		return spec.Errorf(spec.Position{File: file, Line: n, Column: 1}, "make it one JSON object a line", "the line cannot be read: %v", err)
	}
	return nil
}
