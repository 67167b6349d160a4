package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/cache"
	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/output"
	"github.com/intunegen/intunegen/spec"
)

// A generateRun is one run of generate.
type generateRun struct {
	in         input
	configFile string
	types      []string
	operations []string
	workloads  []string
	asked      map[string]spec.Position // where these stand in the configuration
	pkg, out   string
	version    string // of intunegen
	check      bool
	force      bool
	keep       bool
}

func generateCommand() *cobra.Command {
	r := generateRun{version: version()}
	cmd := &cobra.Command{
		Use:   "generate [--config FILE] [--out DIR] [--type NAME]...",
		Short: "Generate a Go package from a description",
		Args:  argsBetween(0, 0, "flags alone"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := r.configure(cmd.Flags().Changed); err != nil {
				return err
			}
			return r.run(cmd.OutOrStdout())
		},
	}
	flags := cmd.Flags()
	r.in.addFlags(flags)
	flags.StringVar(&r.configFile, "config", "", "configuration; without it "+config.Name+" if that is in the current directory. Flags override it")
	flags.StringArrayVar(&r.in.overlays, "overlay", nil, "file of corrections of the description; may be repeated")
	flags.StringArrayVar(&r.types, "type", nil, "generate only what this type needs; may be repeated")
	flags.StringArrayVar(&r.operations, "operation", nil, "generate only these operations: all below a path, as /deviceManagement/embeddedSIM*, or one, as \"GET /deviceManagement/managedDevices\"; may be repeated")
	flags.StringArrayVar(&r.workloads, "workload", nil, "generate only what this workload needs, as esim; may be repeated")
	flags.StringArrayVar(&r.in.clouds, "cloud", nil, "leave out what none of the clouds named so has: global, usgovl4, usgovl5, china; may be repeated")
	flags.StringVar(&r.pkg, "package", "", "package name; without it the last element of DIR")
	flags.StringVar(&r.out, "out", "", "output directory")
	flags.BoolVar(&r.force, "force", false, "overwrite generated files that were edited by hand")
	flags.BoolVar(&r.keep, "keep-removed", false, "keep properties and enumeration members that the description no longer has, as deprecated")
	flags.BoolVar(&r.check, "check", false, "write nothing; exit 1 if the output is stale")
	return cmd
}

func (r *generateRun) run(w io.Writer) (err error) {
	if r.out == "" {
		return fmt.Errorf("generate needs an output directory; name it with --out DIR or in %s", config.Name)
	}
	if err := r.namePackage(); err != nil {
		return err
	}
	folder, err := output.Open(r.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	if err := r.recover(w, folder); err != nil {
		return err
	}
	now, err := r.identity()
	if err != nil {
		return err
	}
	if current, err := r.current(folder, now); current || err != nil {
		return cmp.Or(err, r.upToDate(w))
	}
	old, err := r.oldLock(folder)
	if err != nil {
		return err
	}
	if old.Input != now.Input {
		delete(old.Names, names.AliasScope) // names of before a rename stay for one description
	}
	return r.generate(w, folder, old, now)
}

// current reports whether there is nothing to do, so far as that is known without parsing anything.
func (r *generateRun) current(folder *output.Folder, now *lock.Lock) (bool, error) {
	whole, known := !folder.Interrupted(), cache.Load(r.out) // an interrupted run that could not be completed is generated anew
	if whole && !r.check && known.Matches(now) && known.FilesUnchanged(r.out) {
		return true, nil
	}
	old, err := r.readLock(folder)
	if err != nil || !whole || !old.Matches(now) || !unchanged(folder, old.Files) {
		return false, err
	}
	known.Save(r.out, now, old.Files)
	return true, nil
}

// oldLock reads the lock that the run goes out from: unless it is a check, that of a directory that no other run changes.
func (r *generateRun) oldLock(folder *output.Folder) (*lock.Existing, error) {
	if !r.check && folder.Exists() {
		if err := folder.Hold(); err != nil {
			return nil, err
		}
	}
	return r.readLock(folder)
}

func (r *generateRun) upToDate(w io.Writer) error {
	fmt.Fprintf(w, "%s is up to date\n", r.out)
	return nil
}

// recover completes what an earlier run has left half done; a check only reports it.
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

// generate runs the pipeline and writes what changed, under the names that the old lock holds.
func (r *generateRun) generate(w io.Writer, folder *output.Folder, old *lock.Existing, now *lock.Lock) error {
	d, err := r.in.read()
	if err != nil {
		return err
	}
	opts := gen.Options{Name: r.pkg, Source: d.source, Types: r.types, Operations: r.operations, Workloads: r.workloads, Asked: r.asked, Path: d.path, Earlier: old.Names}
	if r.keep {
		opts.Parts = old.Parts
	}
	planned, err := gen.Plan(d.doc, opts)
	if err != nil {
		return err
	}
	d.release()
	if r.keep {
		now.Parts = planned.Parts()
	}
	write := folder.Stage
	if r.check {
		write = folder.Compare
	}
	update, err := write(r.pkg, planned.FileNames(), planned.Write)
	if err != nil {
		return err
	}
	now.Source, now.Names, now.Files = d.source, planned.Names, update.Hashes()
	if r.check {
		return r.report(w, update, old, now)
	}
	if err := r.finish(update, old, now); err != nil {
		return err
	}
	summary(w, r, d, planned, update)
	return nil
}

// finish puts the files and the lock into their places, unless that would take an edit away.
func (r *generateRun) finish(update *output.Update, old *lock.Existing, now *lock.Lock) error {
	if edited := update.Edited(old.Files); len(edited) > 0 && !r.force {
		return errors.Join(fmt.Errorf("%s: edited by hand since it was generated; move the change elsewhere (an overlay, a file of your own) or overwrite it with --force",
			filepath.Join(r.out, strings.Join(edited, ", "))), update.Abandon())
	}
	var also []emit.File
	if text := old.Replacement(now); text != nil {
		also = []emit.File{{Name: lock.Name, Data: text}}
	}
	if err := update.Finish(also...); err != nil {
		return err
	}
	cache.Load(r.out).Save(r.out, now, now.Files)
	return nil
}

// namePackage takes the package name from the directory unless it is given.
func (r *generateRun) namePackage() error {
	if r.pkg == "" {
		dir, err := filepath.Abs(r.out)
		if err != nil {
			return err
		}
		r.pkg = filepath.Base(dir)
	}
	if err := names.CheckImportable(r.pkg); err != nil {
		return fmt.Errorf("%w; give another with --package", err)
	}
	return nil
}

// report says what is stale, and why.
func (r *generateRun) report(w io.Writer, update *output.Update, old *lock.Existing, now *lock.Lock) error {
	outdated := old.Text != nil && !old.SameNames(now) // hashes that are behind only make the next run slower
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
