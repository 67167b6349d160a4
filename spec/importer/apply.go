package importer

import (
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Apply corrects a description that [Import] has made, so that an overlay can be finished without
// the documentation and the schemas of the clouds. placed maps each type to its file, without
// extension. The report counts the entries, and lists those whose target does not exist or cannot
// take the change. Apply cannot undo an entry that was removed from the overlay; a whole import
// does.
func Apply(doc *spec.Document, placed map[string]string, shipped *overlay.File) *Result {
	im := &importer{
		opts:  Options{Metadata: doc, Placed: placed},
		pages: map[string]msdocs.Resource{},
	}
	result := shipped.Apply(doc)
	im.note("overlay %s: %d entries applied, %d already in effect", shipped.Name, result.Applied, result.InEffect())
	for _, failed := range result.Failed {
		im.note("%v", failed)
	}
	im.index = spec.NewIndex(doc)
	im.bindOperations()
	return &Result{Files: im.split(), Report: im.report}
}
