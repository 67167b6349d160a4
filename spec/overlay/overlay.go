// Package overlay corrects a description by declarations: what a schema says wrongly or does not
// say, one entry a defect, each with its reason and a link. docs/overlay.md explains the form.
package overlay

import (
	_ "embed"

	"github.com/intunegen/intunegen/spec"
)

// A File is an overlay as read: well-formed, not yet compared with a description.
type File struct {
	Name    string
	Entries []*Entry
}

// An Entry is one correction: one change of what the target names.
type Entry struct {
	Target string // "windowsKioskProfile/profileName", "*/version", "assign(mobileApp)/mobileAppAssignments", "PATCH /path"
	Change string // name of the change, one of those in [changes]
	Value  spec.Value
	Reason string
	Link   string
	Pos    spec.Position
}

// A Report says what an overlay did to a description.
type Report struct {
	Applied int           // entries that changed something
	Idle    []*spec.Error // entries without effect: they match nothing, or the description already says so
}

// Err returns the entries without effect as one error, nil when there are none.
func (r *Report) Err() error {
	var errs spec.Errors
	for _, idle := range r.Idle {
		errs.Add(idle)
	}
	return errs.Err()
}

//go:embed intune.yaml
var intune []byte

// Intune returns the overlay that comes with intunegen: what is known of Intune and no schema says.
func Intune() (*File, error) { return Read("intune.yaml", intune) }

// Apply corrects doc, in place, entry after entry.
func (f *File) Apply(doc *spec.Document) *Report {
	a := &applier{index: spec.NewIndex(doc)}
	report := &Report{}
	for _, e := range f.Entries {
		if idle := a.apply(e); idle != nil {
			report.Idle = append(report.Idle, idle)
		} else {
			report.Applied++
		}
	}
	return report
}
