package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/output"
	"github.com/intunegen/intunegen/spec"
)

func summary(w io.Writer, r *generateRun, d *description, planned *gen.Planned, update *output.Update) {
	c := planned.Count
	fmt.Fprintf(w, "%s: package %s from %s\n", r.out, r.pkg, d.source)
	switch wanted := slices.Concat(r.types, r.operations, r.workloads); {
	case len(wanted) > 0:
		fmt.Fprintf(w, "  what %s needs\n", strings.Join(wanted, ", "))
	case d.whole:
		fmt.Fprintln(w, "  all of Microsoft Graph; for Intune alone add --operation /deviceManagement --operation /deviceAppManagement")
	}
	fmt.Fprintf(w, "  %d entity types, %d complex types, %d enumerations, %d properties, %d navigation properties\n", c.EntityTypes, c.ComplexTypes, c.Enums, c.Properties, c.Navigations)
	fmt.Fprintf(w, "  %d patch types, %d actions and functions, %d documented operations\n", c.Patches, c.Operations, c.Rows)
	for _, note := range slices.Concat(d.notes,
		counted("types defined elsewhere, whose values are kept as JSON", planned.ExternalTypes),
		counted("entity containers left out, because the service exposes another", planned.UnusedContainers),
		counted("actions and functions that no path leads to, without a method", planned.UnreachableOperations), earlier(planned)) {
		fmt.Fprintf(w, "  %s\n", message(note))
	}
	fmt.Fprintf(w, "  %d files: %d written, %d removed\n", len(update.Hashes()), len(update.Written()), len(update.Removed()))
}

// release drops all of a description but what the summary says of it: its memory can serve the files.
func (d *description) release() {
	d.whole = isWholeGraph(d.doc)
	d.notes = append(d.notes, warnings(d.doc.Notes)...)
	d.doc = nil
}

// isWholeGraph tells whether a description of Graph holds much more than Intune, which has two roots and ways from a few others.
func isWholeGraph(doc *spec.Document) bool {
	const fewRoots = 20
	return isGraph(doc) && slices.ContainsFunc(doc.Schemas, func(s *spec.Schema) bool {
		return s.Container != nil && len(s.Container.EntitySets)+len(s.Container.Singletons) > fewRoots
	})
}

// warnings returns what a reader noted, one line for each remedy, with the first place.
func warnings(notes []*spec.Error) []string {
	byRemedy := map[string][]*spec.Error{}
	for _, note := range notes {
		byRemedy[note.Remedy] = append(byRemedy[note.Remedy], note)
	}
	var lines []string
	for _, list := range byRemedy {
		line := list[0].Error()
		if more := len(list) - 1; more > 0 {
			line += fmt.Sprintf(" (and %d more of the kind)", more)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// earlier says what stays although the description no longer has it.
func earlier(planned *gen.Planned) []string {
	notes := counted("no longer described, kept as deprecated", planned.Kept)
	if n := len(planned.Names[names.AliasScope]); n > 0 {
		notes = append(notes, fmt.Sprintf("%d names of before a rename are kept as deprecated", n))
	}
	return notes
}

// maxListed bounds how many names the summary lists.
const maxListed = 5

// counted says how many there are of what, and lists them; nothing where there are none.
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
