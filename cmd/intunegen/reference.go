package main

import (
	"errors"
	"fmt"
	"path"

	"github.com/spf13/cobra"

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
			if err := reference.Write(out, pages); err != nil {
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
