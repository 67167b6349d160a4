package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/spec"
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
		Args:  argsBetween(0, 0, "flags alone"),
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
			if opts.Placed, err = importer.Workloads(out); err != nil {
				return err
			}
			result, err := importer.Import(opts)
			if err != nil {
				return err
			}
			for _, line := range result.Report {
				fmt.Fprintln(cmd.OutOrStdout(), line)
			}
			return importer.Write(out, result.Files)
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
