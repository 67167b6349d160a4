package source

import (
	"fmt"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/enrich"
	"github.com/intunegen/intunegen/spec/overlay"
)

// addFacts adds what the embedded description knows of the types of a Graph description.
func (d *Description) addFacts(known *spec.Document) error {
	if !isGraph(d.Doc) {
		return nil
	}
	apply := enrich.Apply
	if d.Path != GraphPath {
		apply = enrich.ApplyVersion
	}
	var count enrich.Count
	d.Doc, count = apply(d.Doc, known)
	d.Notes = append(d.Notes, fmt.Sprintf("facts of the embedded description: %d types; without: %d types", count.Types, count.Without))
	if d.Path != GraphPath {
		d.Notes = append(d.Notes, "permissions, availability and earlier names are documented for "+GraphPath+" and left out")
	}
	shipped, err := overlay.Intune()
	if err != nil {
		return err
	}
	result := shipped.Apply(d.Doc)
	d.Notes = append(d.Notes, fmt.Sprintf("overlay for Intune: %d corrections of what the facts left, %d without effect", result.Applied, len(result.Idle)))
	return nil
}

// isGraph reports whether a description is of Microsoft Graph.
func isGraph(doc *spec.Document) bool {
	return slices.ContainsFunc(doc.Schemas, func(s *spec.Schema) bool { return s.Namespace == "microsoft.graph" })
}

// Release drops the document, after adding the warnings in it to the notes. Writing the files can
// then use its memory.
func (d *Description) Release() {
	d.Whole = isWholeGraph(d.Doc)
	d.Notes = append(d.Notes, warnings(d.Doc.Notes)...)
	d.Doc = nil
}

// isWholeGraph reports whether a description of Graph has much more than Intune, which has two
// roots and is reached from a few others.
func isWholeGraph(doc *spec.Document) bool {
	const fewRoots = 20
	return isGraph(doc) && slices.ContainsFunc(doc.Schemas, func(s *spec.Schema) bool {
		return s.Container != nil && len(s.Container.EntitySets)+len(s.Container.Singletons) > fewRoots
	})
}

// warnings returns the warnings of a reader, one line for each remedy, with the first position.
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
