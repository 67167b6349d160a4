package importer

import (
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Apply corrects a description that Import has made, so that an overlay can be finished without the
// documentation and the schemas of the clouds. placed says in which file each type is.
// It cannot take back an entry that was removed from the overlay: that takes a whole import.
func Apply(doc *spec.Document, placed map[string]string, shipped *overlay.File) (*Result, error) {
	im := &importer{
		opts:  Options{Metadata: doc, Shipped: shipped, Placed: placed},
		index: spec.NewIndex(doc),
		pages: map[string]msdocs.Resource{},
	}
	if err := im.correct(); err != nil {
		return nil, err
	}
	im.bindOperations()
	return &Result{Files: im.split(), Report: im.report}, nil
}
