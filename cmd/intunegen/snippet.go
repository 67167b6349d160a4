package main

import (
	"fmt"
	"io"
	"path"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec/printable"
	"github.com/intunegen/intunegen/tools/snippet"
)

// shippedPackage is the package of all of Intune beta.
const shippedPackage = "github.com/intunegen/intunegen/generated/intunebeta"

func snippetCommand() *cobra.Command {
	var in source.Source
	options := snippet.Options{}
	cmd := &cobra.Command{
		Use:   "snippet [FILE]",
		Short: "Print the Go that performs a documented HTTP request",
		Long: "Snippet reads an HTTP request in the form that documentation has, from FILE (text, or a page in Markdown) or\n" +
			"standard input, and prints Go that performs it with the generated package.",
		Args: argsBetween(0, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			file := "-"
			if len(args) > 0 {
				file = args[0]
			}
			return writeSnippet(cmd.OutOrStdout(), cmd.ErrOrStderr(), in, file, options)
		},
	}
	addSourceFlags(cmd.Flags(), &in)
	flags := cmd.Flags()
	addOverlayFlag(flags, &in)
	flags.StringVar(&options.Import, "import", shippedPackage, "import path of the generated package")
	flags.StringVar(&options.Package, "package", "snippet", "package that the function is in")
	flags.StringVar(&options.Func, "func", "", "name of the function; by default one made from the request")
	flags.BoolVar(&options.Extra, "extra", false, "send properties that the description does not have through Extra, instead of failing")
	return cmd
}

func writeSnippet(out, notes io.Writer, in source.Source, file string, options snippet.Options) error {
	if err := options.Check(); err != nil {
		return err
	}
	name, text, err := source.ReadFile(file)
	if err != nil {
		return err
	}
	request, err := snippet.Read(name, text)
	if err != nil {
		return err
	}
	d, err := in.Read()
	if err != nil {
		return err
	}
	pkg, err := gen.Model(d.Doc, gen.Options{Name: path.Base(options.Import), Source: d.Source, Path: d.Path, Faulty: true})
	if err != nil {
		return err
	}
	text, found, err := snippet.Write(pkg, request, options)
	if err != nil {
		return err
	}
	for _, note := range found {
		fmt.Fprintln(notes, printable.Line(note.Text))
	}
	_, err = out.Write(text)
	return err
}
