package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/diff"
	"github.com/intunegen/intunegen/tools/reference"
)

func referenceCommand() *cobra.Command {
	var in source.Source
	var out, since string
	options := reference.Options{}
	cmd := &cobra.Command{
		Use:   "reference --out DIR",
		Short: "Write a site to browse: types, operations, permissions, clouds and Go",
		Long: "Reference writes a static site for people, which needs no server: open index.html in DIR.\n" +
			"With --since, a page lists what changed since another description.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return errors.New("--out is missing; give the directory of the site")
			}
			pages, err := referencePages(in, since, options)
			if err != nil {
				return err
			}
			if err := writeSite(out, pages); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d pages in %s; open index.html there\n", len(pages), out)
			return nil
		},
	}
	addSourceFlags(cmd.Flags(), &in)
	addOverlayFlag(cmd.Flags(), &in)
	cmd.Flags().StringVar(&out, "out", "", "directory of the site")
	cmd.Flags().StringVar(&since, "since", "", "older description, for the page of changes: a file or embedded")
	cmd.Flags().StringVar(&options.Import, "import", shippedPackage, "import path of the generated package")
	return cmd
}

// referencePages returns the pages of the site of a description.
func referencePages(in source.Source, since string, options reference.Options) ([]reference.Page, error) {
	d, err := in.Read()
	if err != nil {
		return nil, err
	}
	build := gen.Options{Name: path.Base(options.Import), Source: d.Source, Path: d.Path}
	if since != "" {
		old, err := readNamed(since)
		if err != nil {
			return nil, err
		}
		if old.Doc == nil {
			return nil, fmt.Errorf("--since %s is a lock, which has only names; give a description", since)
		}
		if options.Changes, err = diff.Compare(old.Doc, d.Doc, build); err != nil {
			return nil, err
		}
		options.Changes.Old, options.Changes.New = old.Source, d.Source
	}
	pkg, err := gen.Model(d.Doc, build)
	if err != nil {
		return nil, err
	}
	return reference.Pages(pkg, options)
}

// writeSite writes the pages below a directory, and removes pages of an earlier site that are no
// longer there. A file that this command has not written is never touched: one in the place of a
// page is an error, before anything is written.
func writeSite(dir string, pages []reference.Page) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // nothing is written through it
	wanted := map[string]bool{}
	for _, page := range pages {
		wanted[page.Name] = true
		if err := checkPage(root, page.Name); err != nil {
			return err
		}
	}
	if err := removeStale(root, wanted); err != nil {
		return err
	}
	for _, folder := range reference.Folders {
		if err := root.MkdirAll(folder, 0o777); err != nil {
			return err
		}
	}
	group := errgroup.Group{}
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, page := range pages {
		group.Go(func() error { return root.WriteFile(page.Name, page.Data, 0o666) })
	}
	return group.Wait()
}

// checkPage returns an error if something else is where a page is written.
func checkPage(root *os.Root, name string) error {
	ours, err := isOwnPage(root, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && ours:
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("%s in %s is not a page of the site; move it away, or give another --out", name, root.Name())
}

// isOwnPage reports whether a file is a page that reference has written. Scripts and styles belong
// to a site that is.
func isOwnPage(root *os.Root, name string) (bool, error) {
	if path.Ext(name) != ".html" {
		if _, err := root.Lstat(name); err != nil {
			return false, err
		}
		if _, err := root.Lstat("index.html"); errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		name = "index.html"
	}
	file, err := root.Open(name)
	if err != nil {
		return false, err
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err := file.Close(); err != nil {
		return false, err
	}
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return false, err
	}
	return bytes.Contains(head[:n], []byte(reference.Mark)), nil
}

// removeStale removes the pages of an earlier site that are not wanted.
func removeStale(root *os.Root, wanted map[string]bool) error {
	for _, folder := range reference.Folders {
		entries, err := fs.ReadDir(root.FS(), folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, entry := range entries {
			name := folder + "/" + entry.Name()
			if wanted[name] || !entry.Type().IsRegular() || path.Ext(name) != ".html" {
				continue
			}
			ours, err := isOwnPage(root, name)
			if err != nil {
				return err
			}
			if ours {
				if err := root.Remove(name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
