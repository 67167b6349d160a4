// Package overlay corrects a description by declarations: each entry mends one defect of a schema,
// and has its reason and a link. docs/overlay.md explains the form.
package overlay

import (
	_ "embed"

	"github.com/intunegen/intunegen/spec"
)

// A File is a well-formed overlay, not yet compared with a description.
type File struct {
	Name    string
	Entries []*Entry
}

// An Entry is one change of the nodes that its target names.
type Entry struct {
	Target string // "windowsKioskProfile/profileName", "*/version", "assign(mobileApp)/mobileAppAssignments", "PATCH /path"
	Change string // name of the change, a key of [changes]
	Value  spec.Value
	Reason string
	Link   string
	Pos    spec.Position
}

// A Report has the result of applying an overlay to a description.
type Report struct {
	Applied int           // number of entries that changed something
	Idle    []*spec.Error // entries without effect, the failed ones included
	// Failed are the entries that the description does not follow either: their target does not
	// exist, or cannot take the change.
	Failed []*spec.Error
}

// InEffect returns the number of entries that the description already followed.
func (r *Report) InEffect() int { return len(r.Idle) - len(r.Failed) }

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

// Intune returns the overlay that comes with intunegen: the facts of Intune that no schema states.
func Intune() (*File, error) { return Read("intune.yaml", intune) }

// Apply corrects doc in place, one entry after the other.
func (f *File) Apply(doc *spec.Document) *Report {
	a := &applier{index: spec.NewIndex(doc)}
	report := &Report{}
	for _, e := range f.Entries {
		result, err := a.apply(e)
		if err == nil {
			report.Applied++
			continue
		}
		report.Idle = append(report.Idle, err)
		if result != already {
			report.Failed = append(report.Failed, err)
		}
	}
	return report
}
