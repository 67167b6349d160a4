package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec/printable"
	"github.com/intunegen/intunegen/tools/permissions"
)

// A caller is the identity of an app's calls: that of a user, or its own.
type caller struct {
	name string
	of   func(*ir.Row) []string
}

var callers = []caller{
	{"delegated", func(r *ir.Row) []string { return r.Delegated }},
	{"application", func(r *ir.Row) []string { return r.Application }},
}

func permissionsCommand() *cobra.Command {
	var in source.Source
	var types []string
	var as string
	cmd := &cobra.Command{
		Use:   "permissions [--type NAME]... | [PACKAGE] [--as application|delegated]",
		Short: "Print the least privileged permissions for the operations that a Go package calls, or that types have",
		Args:  argsBetween(0, 1, "one package"),
		RunE: func(cmd *cobra.Command, args []string) error {
			kinds := slices.DeleteFunc(slices.Clone(callers), func(c caller) bool { return as != "" && c.name != as })
			if len(kinds) == 0 {
				return fmt.Errorf("--as %s is not known; write application or delegated", as)
			}
			if len(types) > 0 && len(args) > 0 {
				return fmt.Errorf("--type and a package exclude each other; give one of them")
			}
			rows, unseen, err := neededRows(in, types, append(args, ".")[0])
			if err != nil {
				return err
			}
			for _, kind := range kinds {
				printNeed(cmd.OutOrStdout(), kind.name, len(rows), permissions.Least(rows, kind.of))
			}
			for _, call := range unseen {
				fmt.Fprintf(cmd.OutOrStdout(), "  %s\n", printable.Line(call))
			}
			return nil
		},
	}
	addSourceFlags(cmd.Flags(), &in)
	cmd.Flags().StringArrayVar(&types, "type", nil, "type whose operations count; may be repeated")
	cmd.Flags().StringVar(&as, "as", "", "application or delegated (work or school account); without it both")
	return cmd
}

// neededRows returns the operations of the types or, without types, those that a Go package calls.
// unseen are calls of the package that hide what they send.
func neededRows(in source.Source, types []string, pattern string) (rows []*ir.Row, unseen []string, err error) {
	d, err := in.Read()
	if err != nil {
		return nil, nil, err
	}
	pkg, err := described(d, types)
	if err != nil {
		return nil, nil, err
	}
	if len(types) == 0 {
		return permissions.Calls(pkg, "", pattern)
	}
	return rowsOfTypes(pkg, types), nil, nil
}

// rowsOfTypes returns the operations of the types with these names, qualified or not.
func rowsOfTypes(pkg *ir.Package, types []string) (rows []*ir.Row) {
	for _, m := range pkg.Models {
		isNamed := func(name string) bool { return m.Wire == name || strings.HasSuffix(m.Wire, "."+name) }
		if !slices.ContainsFunc(types, isNamed) {
			continue
		}
		for _, row := range pkg.RowsOf(m) {
			if !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func printNeed(w io.Writer, kind string, operations int, need permissions.Need) {
	fmt.Fprintf(w, "%s permissions for %d operations:\n", kind, operations)
	for _, name := range need.Permissions {
		fmt.Fprintf(w, "  %s\n", name)
	}
	for _, row := range need.Inferred {
		fmt.Fprintf(w, "  not documented, taken to need what the documented %s needs: %s %s\n", row.From, row.Method, row.Path)
	}
	for _, row := range need.NotSupported {
		fmt.Fprintf(w, "  not supported: %s %s\n", row.Method, row.Path)
	}
	for _, row := range need.NotDocumented {
		fmt.Fprintf(w, "  not documented: %s %s\n", row.Method, row.Path)
	}
}
