package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// importFlags holds the flags of import.
type importFlags struct {
	metadata, out                   string
	docs, earlier, clouds, overlays []string
	apply                           bool
}

func importCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import --metadata FILE [--docs DIR]... [--earlier FILE]... [--cloud NAME:VERSION:DATE=FILE]... [--overlay FILE]... --out DIR | --apply --out DIR",
		Short: "Make the embedded description from CSDL, documentation and the clouds' schemas",
		Args:  argsBetween(0, 0, "only flags"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			result, err := f.description()
			if err != nil {
				return err
			}
			for _, line := range result.Report {
				fmt.Fprintln(cmd.OutOrStdout(), line)
			}
			return importer.Write(f.out, result.Files)
		},
	}
	cmd.Flags().StringVar(&f.metadata, "metadata", "", "CSDL file of the description")
	cmd.Flags().StringArrayVar(&f.docs, "docs", nil, "documentation folder, oldest first")
	cmd.Flags().StringArrayVar(&f.earlier, "earlier", nil, "CSDL file whose properties are in documented order, for types without a table in the documentation; oldest first")
	cmd.Flags().StringArrayVar(&f.clouds, "cloud", nil, "CSDL file of a cloud, as NAME:VERSION:DATE=FILE")
	cmd.Flags().StringArrayVar(&f.overlays, "overlay", nil, "file of corrections, applied after the one that comes with intunegen; may be repeated")
	cmd.Flags().BoolVar(&f.apply, "apply", false, "correct the description in the folder with the overlay that comes with intunegen, and read nothing else")
	cmd.Flags().StringVar(&f.out, "out", "", "folder of the description")
	return cmd
}

// description makes a new description, or corrects the one in the folder.
func (f *importFlags) description() (*importer.Result, error) {
	switch {
	case f.out == "" || f.metadata == "" && !f.apply:
		return nil, errors.New("import needs --metadata and --out, or --apply and --out; see intunegen import --help")
	case f.apply && f.metadata != "":
		return nil, errors.New("--apply corrects the description in --out; leave out --metadata")
	}
	placed, err := importer.Workloads(f.out)
	if err != nil {
		return nil, err
	}
	if f.apply {
		return applyOverlay(f.out, placed)
	}
	opts, err := importOptions(f.metadata, f.docs, f.clouds)
	if err != nil {
		return nil, err
	}
	if err := readEarlier(&opts, f.earlier); err != nil {
		return nil, err
	}
	if err := correctWith(&opts, f.overlays); err != nil {
		return nil, err
	}
	opts.Placed = placed
	return importer.Import(opts)
}

// applyOverlay corrects the description in a folder with the overlay that comes with intunegen.
func applyOverlay(dir string, placed map[string]string) (*importer.Result, error) {
	shipped, err := overlay.Intune()
	if err != nil {
		return nil, err
	}
	doc, err := csdljson.ReadFS(os.DirFS(dir), dir)
	if err != nil {
		return nil, err
	}
	return importer.Apply(doc, placed, shipped)
}

// readEarlier adds earlier descriptions.
func readEarlier(opts *importer.Options, files []string) error {
	for _, file := range files {
		doc, err := source.Source{}.ReadCSDL(file)
		if err != nil {
			return err
		}
		opts.Earlier = append(opts.Earlier, doc)
	}
	return nil
}

// correctWith adds the overlay that comes with intunegen, and the user's.
func correctWith(opts *importer.Options, files []string) error {
	shipped, err := overlay.Intune()
	if err != nil {
		return err
	}
	opts.Shipped = shipped
	for _, file := range files {
		o, err := source.Source{}.ReadOverlay(file)
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
	if opts.Metadata, err = (source.Source{}).ReadCSDL(metadata); err != nil {
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
		doc, err := source.Source{}.ReadCSDL(file)
		if err != nil {
			return opts, err
		}
		opts.Clouds = append(opts.Clouds, importer.Cloud{Name: parts[0], Version: parts[1], Date: parts[2], Doc: doc})
	}
	return opts, nil
}
