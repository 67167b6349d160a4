package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/output"
	"github.com/intunegen/intunegen/gen/project/source"
)

// summary prints how a package was generated.
func summary(w io.Writer, r *generateRun, d *source.Description, planned *gen.Planned, update *output.Update) {
	c := planned.Count
	fmt.Fprintf(w, "%s: package %s from %s\n", r.out, r.pkg, d.Source)
	switch wanted := slices.Concat(r.types, r.operations, r.workloads); {
	case len(wanted) > 0:
		fmt.Fprintf(w, "  what %s needs\n", strings.Join(wanted, ", "))
	case d.Whole:
		fmt.Fprintln(w, "  all of Microsoft Graph; for Intune alone add --operation /deviceManagement --operation /deviceAppManagement")
	}
	fmt.Fprintf(w, "  %d entity types, %d complex types, %d enumerations, %d properties, %d navigation properties\n", c.EntityTypes, c.ComplexTypes, c.Enums, c.Properties, c.Navigations)
	fmt.Fprintf(w, "  %d patch types, %d actions and functions, %d documented operations\n", c.Patches, c.Operations, c.Rows)
	for _, note := range slices.Concat(d.Notes,
		counted("types defined elsewhere, whose values are kept as JSON", planned.ExternalTypes),
		counted("entity containers left out, because the service exposes another", planned.UnusedContainers),
		counted("actions and functions that no path leads to, without a method", planned.UnreachableOperations), earlier(planned)) {
		fmt.Fprintf(w, "  %s\n", message(note))
	}
	fmt.Fprintf(w, "  %d files: %d written, %d removed\n", len(update.Hashes()), len(update.Written()), len(update.Removed()))
}

// earlier returns the lines about names that are kept although the description no longer has them.
func earlier(planned *gen.Planned) []string {
	notes := counted("no longer described, kept as deprecated", planned.Kept)
	if n := len(planned.Names[names.AliasScope]); n > 0 {
		notes = append(notes, fmt.Sprintf("%d names from before a rename are kept as deprecated", n))
	}
	return notes
}

// maxListed is the most names in a line of the summary.
const maxListed = 5

// counted returns a line with the number of names and the first of them, nil if there are none.
func counted(what string, all []string) []string {
	if len(all) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %d: %s", what, len(all), listed(all))}
}

func listed(all []string) string {
	list := strings.Join(all[:min(len(all), maxListed)], ", ")
	if more := len(all) - maxListed; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
