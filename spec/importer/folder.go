package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/mod/module"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/files"
)

// ListName is the name of the file that lists the files of a description. An import replaces and
// removes no others.
const ListName = "intunegen-import.txt"

// maxList bounds the size of the list in bytes. A description has some dozens of files.
const maxList = 1 << 20

// Workloads maps the types of an earlier description to their files, without extension.
func Workloads(dir string) (map[string]string, error) {
	names, err := Written(dir)
	if err != nil {
		return nil, err
	}
	workloads := map[string]string{}
	for _, name := range names {
		file := filepath.Join(dir, name)
		data, err := files.ReadInput(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		doc, err := csdljson.Read(file, data)
		if err != nil {
			return nil, err
		}
		workloadOf(doc, strings.TrimSuffix(name, ".yaml"), workloads)
	}
	return workloads, nil
}

// workloadOf records the workload of the types of a document.
func workloadOf(doc *spec.Document, workload string, workloads map[string]string) {
	for _, s := range doc.Schemas {
		for _, t := range s.Types {
			workloads[s.Namespace+"."+t.Name] = workload
		}
		for _, e := range s.Enums {
			workloads[s.Namespace+"."+e.Name] = workload
		}
	}
}

// Written returns the names of the files that an earlier import wrote into a folder.
func Written(dir string) ([]string, error) {
	list := filepath.Join(dir, ListName)
	data, err := files.Read(list, maxList)
	if errors.Is(err, syscall.ENOTDIR) {
		return nil, fmt.Errorf("%s: is not a directory, or below a file; name another with --out", dir)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	names := strings.Fields(string(data))
	for i, name := range names {
		if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`) || filepath.Ext(name) != ".yaml" {
			return nil, spec.Errorf(spec.Position{File: list, Line: i + 1, Column: 1}, "restore the list", "%.80q is not the name of a file of a description", name)
		}
	}
	return names, nil
}

// Write writes the files of a description and removes stale files of an earlier import. It writes
// nothing if a file that no import wrote has the name of a file to write.
func Write(dir string, docs map[string]*spec.Document) error {
	texts, err := textsOf(docs)
	if err != nil {
		return err
	}
	ours, err := Written(dir)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(texts))
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil && !slices.Contains(ours, name) {
			return fmt.Errorf("%s: was not written by import but is where it would write; move it away, or choose another folder with --out", filepath.Join(dir, name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%s: cannot make the folder; name one that can be written: %w", dir, err)
	}
	return replace(dir, ours, names, texts)
}

// textsOf returns the contents of the files by name. A workload whose name is not a valid file name
// on every system is an error.
func textsOf(docs map[string]*spec.Document) (map[string][]byte, error) {
	texts := map[string][]byte{}
	for workload, doc := range docs {
		name := workload + ".yaml"
		if err := module.CheckFilePath(name); err != nil || strings.ContainsAny(workload, "/ ") {
			return nil, fmt.Errorf("%q is not a valid name for the file of a workload; correct the qualifier of @%s, or the name of the page", workload, spec.TermOperations)
		}
		text, err := csdljson.Write(doc)
		if err != nil {
			return nil, err
		}
		texts[name] = text
	}
	return texts, nil
}

// replace replaces the files. Until it ends, the list has both the old and the new names: if it is
// interrupted, the next import knows all files.
func replace(dir string, ours, names []string, texts map[string][]byte) error {
	list := filepath.Join(dir, ListName)
	both := slices.Compact(slices.Sorted(slices.Values(slices.Concat(ours, names))))
	if err := files.Replace(list, lines(both)); err != nil {
		return err
	}
	for _, name := range both {
		file := filepath.Join(dir, name)
		if texts[name] != nil {
			if err := files.Replace(file, texts[name]); err != nil {
				return err
			}
		} else if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: cannot remove the stale file; remove it by hand: %w", file, err)
		}
	}
	return files.Replace(list, lines(names))
}

func lines(names []string) []byte { return []byte(strings.Join(names, "\n") + "\n") }
