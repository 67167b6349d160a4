package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/output"
)

// upToDate prints that there is nothing to do. It returns nil, the result of such a run.
func (r *generateRun) upToDate(w io.Writer) error {
	fmt.Fprintf(w, "%s is up to date\n", r.out)
	return nil
}

// recover completes an interrupted run. A check only reports it.
func (r *generateRun) recover(w io.Writer, folder *output.Folder) error {
	switch {
	case !folder.Interrupted():
		return nil
	case r.check:
		fmt.Fprintf(w, "stale: %s\nbecause a run was interrupted; run intunegen generate again\n", filepath.Join(r.out, output.GuardName))
		return errStale
	}
	if err := folder.Hold(); err != nil {
		return err
	}
	return folder.Recover()
}

// report prints what is stale, and why.
func (r *generateRun) report(w io.Writer, update *output.Update, old *lock.Existing, now *lock.Lock) error {
	outdated := old.Text != nil && !old.SameNames(now) // outdated hashes only make the next run slower
	if update.Empty() && !outdated {
		return r.upToDate(w)
	}
	for _, name := range update.Written() {
		fmt.Fprintf(w, "stale: %s\n", filepath.Join(r.out, name))
	}
	for _, name := range update.Removed() {
		fmt.Fprintf(w, "no longer generated: %s\n", filepath.Join(r.out, name))
	}
	for _, name := range update.Edited(old.Files) {
		fmt.Fprintf(w, "edited by hand: %s\n", filepath.Join(r.out, name))
	}
	if outdated {
		fmt.Fprintf(w, "stale: %s\n", filepath.Join(r.out, lock.Name))
	}
	if old.Text != nil {
		for _, why := range old.Changes(now) {
			fmt.Fprintf(w, "because %s\n", why)
		}
	}
	return errStale
}
