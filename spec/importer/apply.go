package importer

import (
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Apply corrects a description that [Import] has made, so that an overlay can be finished without
// the documentation and the schemas of the clouds. placed maps each type to its file, without
// extension. The report counts the entries. An entry whose target does not exist or cannot take the
// change is an error. Apply cannot undo an entry that was removed from the overlay; a whole import
// does.
func Apply(doc *spec.Document, placed map[string]string, shipped *overlay.File) (*Result, error) {
	im := &importer{
		opts:  Options{Metadata: doc, Placed: placed},
		pages: map[string]msdocs.Resource{},
	}
	result := shipped.Apply(doc)
	var failed spec.Errors
	for _, fault := range result.Failed {
		failed.Add(fault)
	}
	if err := failed.Err(); err != nil {
		return nil, err
	}
	im.note("overlay %s: %d applied, %d already in effect", shipped.Name, result.Applied, result.InEffect())
	im.index = spec.NewIndex(doc)
	im.bindOperations()
	return &Result{Files: im.split(), Report: im.report}, nil
}
