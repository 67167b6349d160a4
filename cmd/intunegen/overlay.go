package main

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
)

func overlayCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "overlay",
		Short: "Work with local corrections of a description",
		Args:  subcommand,
		RunE: func(*cobra.Command, []string) error {
			return fmt.Errorf("overlay needs a command; use intunegen overlay lint FILE")
		},
	}
	cmd.AddCommand(overlayLintCommand())
	return cmd
}

func overlayLintCommand() *cobra.Command {
	var in source.Source
	cmd := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check overlays: their form, and that every entry changes something",
		Args:  argsBetween(1, math.MaxInt, "files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return lintOverlays(cmd.OutOrStdout(), in, args)
		},
	}
	cmd.Flags().StringVar(&in.Metadata, "metadata", "", "CSDL file that the overlays correct; by default the embedded description")
	return cmd
}

// lintOverlays checks the files in the order in which they would be applied, each to the result of
// those before it.
func lintOverlays(w io.Writer, in source.Source, files []string) error {
	d, err := in.Read()
	if err != nil {
		return err
	}
	before := spec.Inspect(spec.NewIndex(d.Doc))
	var errs []error
	for _, file := range files {
		o, err := in.ReadOverlay(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		result := o.Apply(d.Doc)
		if err := result.Err(); err != nil {
			errs = append(errs, err)
			continue
		}
		fmt.Fprintf(w, "%s: %d corrections of %s\n", file, result.Applied, d.Source)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return spec.Inspect(spec.NewIndex(d.Doc)).Beyond(before) // a correction may name types that do not exist
}
