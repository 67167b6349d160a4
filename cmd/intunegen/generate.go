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
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
)

// A generateRun is one run of generate.
type generateRun struct {
	in         source.Source
	configFile string
	types      []string
	operations []string
	workloads  []string
	asked      map[string]spec.Position // positions of the last three in the configuration
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
		Args:  argsBetween(0, 0, "only flags"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := r.configure(cmd.Flags().Changed); err != nil {
				return err
			}
			return r.run(cmd.OutOrStdout())
		},
	}
	flags := cmd.Flags()
	addSourceFlags(flags, &r.in)
	flags.StringVar(&r.configFile, "config", "", "configuration; by default "+config.Name+" in the current directory, if it exists. Flags override it")
	addOverlayFlag(flags, &r.in)
	flags.StringArrayVar(&r.types, "type", nil, "generate only this type and what it needs; may be repeated")
	flags.StringArrayVar(&r.operations, "operation", nil, "generate only these operations: all below a path, such as /deviceManagement/embeddedSIM*, or one, such as \"GET /deviceManagement/managedDevices\"; may be repeated")
	flags.StringArrayVar(&r.workloads, "workload", nil, "generate only the types of this workload, such as esim, and what they need; may be repeated")
	flags.StringArrayVar(&r.in.Clouds, "cloud", nil, "generate only what this cloud has: global, usgovl4, usgovl5 or china; may be repeated, for what any of them has")
	flags.StringVar(&r.pkg, "package", "", "package name; by default the last element of DIR")
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
	if err := r.earlierVersion(folder); err != nil {
		return err
	}
	now, err := r.identity()
	if err != nil {
		return err
	}
	current, err := cache.IsCurrent(folder, r.out, now, !r.check)
	if err != nil {
		return err
	}
	if current {
		return r.upToDate(w)
	}
	old, err := r.oldLock(folder)
	if err != nil {
		return err
	}
	if old.Input != now.Input {
		delete(old.Names, names.AliasScope) // names from before a rename are for one description
	}
	return r.generate(w, folder, old, now)
}

// oldLock reads the lock of the directory. Unless the run is a check, no other run may change the
// directory from then on.
func (r *generateRun) oldLock(folder *output.Folder) (*lock.Existing, error) {
	if !r.check && folder.Exists() {
		if err := folder.Hold(); err != nil {
			return nil, err
		}
	}
	return folder.ReadLock()
}

// identity returns the lock of the run, without the parts that need the description to be parsed.
func (r *generateRun) identity() (*lock.Lock, error) {
	input, err := r.in.Fingerprint()
	if err != nil {
		return nil, err
	}
	corrections, err := r.in.HashOverlays()
	if err != nil {
		return nil, err
	}
	options := fmt.Sprintf("%q %q %q %q %q %t %t %s", r.pkg, r.types, r.operations, r.workloads, r.in.Clouds, r.in.NoFacts, r.keep, corrections)
	if version := cmp.Or(r.in.Version, r.in.Assumed); version != "" {
		options += " " + version
	}
	return &lock.Lock{Generator: r.version, Input: input, Options: lock.Hash([]byte(options))}, nil
}

// generate runs the pipeline and writes the files that changed. Names in the old lock are kept.
func (r *generateRun) generate(w io.Writer, folder *output.Folder, old *lock.Existing, now *lock.Lock) error {
	d, err := r.in.Read()
	if err != nil {
		return err
	}
	opts := gen.Options{Name: r.pkg, Source: d.Source, Types: r.types, Operations: r.operations, Workloads: r.workloads, Asked: r.asked, Path: d.Path,
		Earlier: old.Names, EarlierFile: filepath.Join(r.out, lock.Name), Same: old.Text != nil && old.Options == now.Options}
	if r.keep {
		opts.Parts = old.Parts
	}
	planned, err := gen.Plan(d.Doc, opts)
	if err != nil {
		return r.gone(w, err)
	}
	d.Release()
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
	now.Source, now.Names, now.Files = d.Source, planned.Names, update.Hashes()
	if d.Path != source.GraphPath {
		now.Version = d.Version()
	}
	if r.check {
		return r.report(w, update, old, now)
	}
	if err := r.finish(update, old, now); err != nil {
		return err
	}
	summary(w, r, d, planned, update)
	return nil
}

// finish puts the files and the lock into place, unless that would overwrite an edit by hand.
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
