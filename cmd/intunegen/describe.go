package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/printable"
)

func describeCommand() *cobra.Command {
	var in source.Source
	cmd := &cobra.Command{
		Use:   "describe NAME",
		Short: "Print the properties, operations, permissions and clouds of a type",
		Args:  argsBetween(1, 1, "the name of a type"),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := in.Read()
			if err != nil || describeDefinitions(cmd.OutOrStdout(), d.Doc, args[0]) {
				return err
			}
			pkg, err := described(d, args)
			if err != nil {
				return err
			}
			describe(cmd.OutOrStdout(), pkg, args[0])
			return nil
		},
	}
	addSourceFlags(cmd.Flags(), &in)
	return cmd
}

// described returns the model of a whole description, after it has checked that the types are in
// it. A slice of the types alone would lack what bases of them have.
func described(d *source.Description, types []string) (*ir.Package, error) {
	options := gen.Options{Name: "described", Source: d.Source, Path: d.Path, Faulty: true}
	whole, err := gen.Model(d.Doc, options)
	if err != nil || len(types) == 0 {
		return whole, err
	}
	options.Types = types
	_, err = gen.Model(d.Doc, options)
	return whole, err
}

// describeDefinitions prints the type definitions with a name, qualified or not, and reports
// whether there are any. They are not in the Go, where properties have the underlying type.
func describeDefinitions(w io.Writer, doc *spec.Document, asked string) bool {
	found := false
	for _, schema := range doc.Schemas {
		for _, def := range schema.TypeDefs {
			if name := schema.Namespace + "." + def.Name; name == asked || def.Name == asked {
				fmt.Fprintf(w, "%s: type definition of %s\n", printable.Line(name), printable.Line(def.Underlying.Name))
				found = true
			}
		}
	}
	return found
}

// describe prints the type with a name. If several have the name, which is not qualified, it prints
// that of the main namespace.
func describe(w io.Writer, pkg *ir.Package, asked string) {
	for _, is := range []func(wire string) bool{
		func(wire string) bool { return wire == asked },
		func(wire string) bool { return wire == pkg.Service.Root+"."+asked },
		func(wire string) bool { return strings.HasSuffix(wire, "."+asked) },
	} {
		if m := slices.IndexFunc(pkg.Models, func(m *ir.Model) bool { return is(m.Wire) }); m >= 0 {
			describeModel(w, pkg, pkg.Models[m])
			return
		}
		if e := slices.IndexFunc(pkg.Enums, func(e *ir.Enum) bool { return is(e.Wire) }); e >= 0 {
			describeEnum(w, pkg.Enums[e])
			return
		}
	}
}

func describeEnum(w io.Writer, e *ir.Enum) {
	fmt.Fprintf(w, "%s: enumeration, Go %s\n", printable.Line(e.Wire), e.Go)
	for _, m := range e.Members {
		fmt.Fprintf(w, "  %-40s %s\n", printable.Line(m.Wire), m.Go)
	}
}

func describeModel(w io.Writer, pkg *ir.Package, m *ir.Model) {
	kind := "complex type"
	if m.Entity {
		kind = "entity type"
	}
	fmt.Fprintf(w, "%s: %s, Go %s\n", printable.Line(m.Wire), kind, m.Go)
	if m.Base != nil {
		fmt.Fprintf(w, "derived from %s\n", printable.Line(m.Base.Wire))
	}
	if m.Page != "" {
		fmt.Fprintf(w, "https://learn.microsoft.com/graph/api/resources/%s?view=%s\n", m.Page, m.View)
	}
	fmt.Fprintln(w, "\nproperties")
	for _, f := range m.Fields {
		fmt.Fprintf(w, "  %-36s %s\n", printable.Line(f.Wire), printable.Line(strings.Join(propertyFacts(f), ", ")))
	}
	fmt.Fprintln(w, "\noperations")
	for _, row := range pkg.RowsOf(m) {
		printRow(w, row)
	}
}

func propertyFacts(f *ir.Field) []string {
	text := strings.TrimPrefix(f.Type.Edm, "Edm.")
	if f.Type.Collection {
		text = "collection of " + text
	}
	facts := []string{text}
	for _, fact := range []struct {
		holds bool
		text  string
	}{
		{f.Navigation, "navigation"}, {!f.Nullable && !f.Type.Collection && !f.Navigation, "not nullable"}, {f.Class == ir.ReadOnly, "read-only"},
		{f.Class == ir.Managed, "managed"}, {f.ByPut, "sent by PUT only"}, {f.WriteOnly, "write-only"}, {f.CreateOnly, "create-only"}, {f.Secret, "secret"},
	} {
		if fact.holds {
			facts = append(facts, fact.text)
		}
	}
	return facts
}

func printRow(w io.Writer, row *ir.Row) {
	fmt.Fprintf(w, "  %-6s %s\n", row.Method, row.Path)
	if row.From != "" {
		fmt.Fprintf(w, "         not documented itself; permissions and clouds are those of the documented %s\n", row.From)
	}
	if with := row.Steps[len(row.Steps)-1].With; with != nil {
		fmt.Fprintf(w, "         for bodies with %s\n", strings.Join(with, ", "))
	}
	fmt.Fprintf(w, "         delegated: %s; application: %s\n", permissionText(row.Delegated), permissionText(row.Application))
	if len(row.Clouds) > 0 {
		var clouds []string
		for _, c := range row.Clouds {
			clouds = append(clouds, c.Name+" "+map[bool]string{true: "yes", false: "no"}[c.Available])
		}
		source := cmp.Or(row.CloudSource, "the schemas of the clouds")
		fmt.Fprintf(w, "         clouds: %s (%s)\n", strings.Join(clouds, ", "), printable.Line(source))
	} else {
		fmt.Fprintln(w, "         clouds: not documented")
	}
}

func permissionText(list []string) string {
	switch {
	case list == nil:
		return "not documented"
	case len(list) == 0:
		return "not supported"
	}
	return strings.Join(list, ", ")
}
