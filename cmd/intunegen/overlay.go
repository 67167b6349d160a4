package main

import (
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/spf13/cobra"

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
	var in input
	cmd := &cobra.Command{
		Use:   "lint FILE...",
		Short: "Check overlays: their form, and that every entry changes something",
		Args:  argsBetween(1, math.MaxInt, "files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return lintOverlays(cmd.OutOrStdout(), in, args)
		},
	}
	cmd.Flags().StringVar(&in.metadata, "metadata", "", "CSDL file that the overlays are for; without it the embedded description")
	return cmd
}

// lintOverlays checks the files as they would be applied: each to what those before it left.
func lintOverlays(w io.Writer, in input, files []string) error {
	d, err := in.read()
	if err != nil {
		return err
	}
	var errs []error
	for _, file := range files {
		o, err := in.readOverlay(file)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		result := o.Apply(d.doc)
		if err := result.Err(); err != nil {
			errs = append(errs, err)
			continue
		}
		fmt.Fprintf(w, "%s: %d corrections of %s\n", file, result.Applied, d.source)
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return spec.Check(d.doc) // a correction may name types that are not there
}
