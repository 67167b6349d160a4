package msdocs

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// This file reads folders of files with one JSON object per page.

func readLines(dir string) (*Folder, error) {
	f := &Folder{Dir: dir}
	if err := lines(dir, lineFiles[0], &f.Operations); err != nil {
		return nil, err
	}
	for i := range f.Operations {
		f.Operations[i].complete()
	}
	if err := lines(dir, lineFiles[1], &f.Resources); err != nil {
		return nil, err
	}
	if err := lines(dir, lineFiles[2], &f.Clouds); err != nil {
		return nil, err
	}
	f.checkClouds()
	return f, nil
}

// checkClouds adds a problem for each line of clouds.jsonl that states nothing of any page.
func (f *Folder) checkClouds() {
	for i, t := range f.Clouds {
		at := spec.Position{File: filepath.Join(f.Dir, lineFiles[2]), Line: i + 1, Column: 1}
		switch {
		case t.Page == "" && t.Path == "":
			f.Problems = append(f.Problems, spec.Errorf(at, "add \"page\", or \"method\" and \"path\"", "the line names no page"))
		case len(t.Clouds) == 0:
			f.Problems = append(f.Problems, spec.Errorf(at, "add \"clouds\", or remove the line", "the line names no cloud"))
		}
	}
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

// lines reads a file of a folder, with one JSON object per line. A folder may lack the file.
func lines[T any](dir, name string, into *[]T) error {
	file := filepath.Join(dir, name)
	in, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: cannot read the file; make it readable: %w", file, err)
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
