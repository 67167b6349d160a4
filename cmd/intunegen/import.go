package main

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

	"github.com/spf13/cobra"
	"golang.org/x/mod/module"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

func importCommand() *cobra.Command {
	var metadata, out string
	var folders, earlier, clouds, overlays []string
	cmd := &cobra.Command{
		Use:   "import --metadata FILE [--docs DIR]... [--earlier FILE]... [--cloud NAME:VERSION:DATE=FILE]... [--overlay FILE]... --out DIR",
		Short: "Make the embedded description from CSDL, documentation and the clouds' schemas",
		Args:  takes(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if metadata == "" || out == "" {
				return fmt.Errorf("import needs --metadata and --out; see intunegen import --help")
			}
			opts, err := importOptions(metadata, folders, clouds)
			if err != nil {
				return err
			}
			if err := readEarlier(&opts, earlier); err != nil {
				return err
			}
			if err := correctWith(&opts, overlays); err != nil {
				return err
			}
			if opts.Placed, err = placed(out); err != nil {
				return err
			}
			result, err := importer.Import(opts)
			if err != nil {
				return err
			}
			for _, line := range result.Report {
				fmt.Fprintln(cmd.OutOrStdout(), line)
			}
			return writeDescription(out, result.Files)
		},
	}
	cmd.Flags().StringVar(&metadata, "metadata", "", "CSDL file of the description")
	cmd.Flags().StringArrayVar(&folders, "docs", nil, "documentation folder, oldest first")
	cmd.Flags().StringArrayVar(&earlier, "earlier", nil, "CSDL file whose properties stand in documented order, for what no page has in a table; oldest first")
	cmd.Flags().StringArrayVar(&clouds, "cloud", nil, "CSDL file of a cloud, as NAME:VERSION:DATE=FILE")
	cmd.Flags().StringArrayVar(&overlays, "overlay", nil, "file of corrections, applied behind the one that comes with intunegen; may be repeated")
	cmd.Flags().StringVar(&out, "out", "", "folder of the description")
	return cmd
}

// placed tells in which file of an earlier description each type is.
func placed(dir string) (map[string]string, error) {
	names, err := importedFiles(dir)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, base := range names {
		file := filepath.Join(dir, base)
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		name, data, err := readFile(file)
		if err != nil {
			return nil, err
		}
		doc, err := csdljson.Read(name, data)
		if err != nil {
			return nil, err
		}
		workload := strings.TrimSuffix(filepath.Base(file), ".yaml")
		for _, s := range doc.Schemas {
			for _, t := range s.Types {
				files[s.Namespace+"."+t.Name] = workload
			}
			for _, e := range s.Enums {
				files[s.Namespace+"."+e.Name] = workload
			}
		}
	}
	return files, nil
}

// readEarlier adds earlier descriptions.
func readEarlier(opts *importer.Options, files []string) error {
	for _, file := range files {
		doc, err := input{}.readCSDL(file)
		if err != nil {
			return err
		}
		opts.Earlier = append(opts.Earlier, doc)
	}
	return nil
}

// correctWith adds the shipped overlay and the user's.
func correctWith(opts *importer.Options, files []string) error {
	shipped, err := overlay.Intune()
	if err != nil {
		return err
	}
	opts.Shipped = shipped
	for _, file := range files {
		o, err := input{}.readOverlay(file)
		if err != nil {
			return err
		}
		opts.Corrections = append(opts.Corrections, o)
	}
	return nil
}

func importOptions(metadata string, folders, clouds []string) (importer.Options, error) {
	var opts importer.Options
	var err error
	if opts.Metadata, err = (input{}).readCSDL(metadata); err != nil {
		return opts, err
	}
	if len(opts.Metadata.Schemas) == 0 {
		return opts, spec.Errorf(spec.Position{File: metadata}, "give a description", "the document has no schema")
	}
	for _, dir := range folders {
		folder, err := msdocs.Read(dir)
		if err != nil {
			return opts, err
		}
		opts.Docs = append(opts.Docs, folder)
	}
	for _, text := range clouds {
		label, file, _ := strings.Cut(text, "=")
		parts := strings.Split(label, ":")
		if len(parts) != 3 || file == "" {
			return opts, fmt.Errorf("--cloud %s: not of the form NAME:VERSION:DATE=FILE; write it as china:v1.0:2026-07-22=FILE", text)
		}
		doc, err := input{}.readCSDL(file)
		if err != nil {
			return opts, err
		}
		opts.Clouds = append(opts.Clouds, importer.Cloud{Name: parts[0], Version: parts[1], Date: parts[2], Doc: doc})
	}
	return opts, nil
}

// importList is the file in the folder of a description that names the files that import wrote: no others are replaced or removed.
const importList = "intunegen-import.txt"

// importedFiles returns the names of the files that an earlier import wrote into a folder.
func importedFiles(dir string) ([]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, importList))
	if errors.Is(err, syscall.ENOTDIR) {
		return nil, noDirectory(dir)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: cannot read the list; make it readable: %w", filepath.Join(dir, importList), err)
	}
	names := strings.Fields(string(data))
	for i, name := range names {
		if filepath.Base(name) != name || filepath.Ext(name) != ".yaml" {
			return nil, fmt.Errorf("%s:%d:1: %q is no name of a file of a description; restore the list", filepath.Join(dir, importList), i+1, name)
		}
	}
	return names, nil
}

// writeDescription writes the files of a description and removes those of an earlier import that are stale. Files of others stay; one that
// stands where a file would be written is an error, and nothing is written.
func writeDescription(dir string, files map[string]*spec.Document) error {
	texts := map[string][]byte{}
	for workload, doc := range files {
		if err := module.CheckFilePath(workload + ".yaml"); err != nil || strings.ContainsAny(workload, "/ ") {
			return fmt.Errorf("%q is no name for a file of a workload; correct the qualifier of @%s, or the name of the page", workload, spec.TermOperations)
		}
		text, err := csdljson.Write(doc)
		if err != nil {
			return err
		}
		texts[workload+".yaml"] = text
	}
	ours, err := importedFiles(dir)
	if err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(texts))
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil && !slices.Contains(ours, name) {
			return fmt.Errorf("%s: was not written by import but stands where it would write; move it away, or choose another folder with --out", filepath.Join(dir, name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("%s: cannot make the folder; name one that can be written: %w", dir, err)
	}
	return replaceDescription(dir, ours, names, texts)
}

// replaceDescription replaces the files. Until that is done the list names both the old and the new ones, so that the next import knows
// them all.
func replaceDescription(dir string, ours, names []string, texts map[string][]byte) error {
	list := filepath.Join(dir, importList)
	both := slices.Compact(slices.Sorted(slices.Values(slices.Concat(ours, names))))
	if err := replaceFile(list, lines(both)); err != nil {
		return err
	}
	for _, name := range both {
		file := filepath.Join(dir, name)
		if texts[name] != nil {
			if err := replaceFile(file, texts[name]); err != nil {
				return err
			}
		} else if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: cannot remove the stale file; remove it by hand: %w", file, err)
		}
	}
	return replaceFile(list, lines(names))
}

func lines(names []string) []byte { return []byte(strings.Join(names, "\n") + "\n") }

// replaceFile puts a file in its place in one step.
func replaceFile(file string, data []byte) error {
	temp := file + ".new"
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		_ = os.Remove(temp) // which may not be there
		return fmt.Errorf("%s: cannot be written; make room, or the folder writable: %w", file, err)
	}
	if err := os.Rename(temp, file); err != nil {
		return errors.Join(fmt.Errorf("%s: cannot be replaced: %w", file, err), os.Remove(temp))
	}
	return nil
}
