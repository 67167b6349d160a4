package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/diff"
)

func diffCommand() *cobra.Command {
	var revision, format, configFile string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | --from-git REV NEW",
		Short: "List what changes between two descriptions, for calls and for Go programs; exit 1 if it breaks something",
		Long: "OLD and NEW are descriptions, locks of generated packages, or \"embedded\", the description that comes with intunegen.\n" +
			"A lock holds only names. A comparison with one lists names that are gone, new or changed, and ignores types of the\n" +
			"description that the lock does not have. With --config, types and operations that a configuration selects and NEW does\n" +
			"not have are changes too, because generate then refuses NEW. With --from-git, OLD is the file NEW as it was in that revision.",
		Args: argsBetween(0, 2, "OLD and NEW, or NEW and --from-git"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDiff(cmd.OutOrStdout(), args, revision, format, configFile)
		},
	}
	cmd.Flags().StringVar(&revision, "from-git", "", "compare with the file as it was in this revision")
	cmd.Flags().StringVar(&configFile, "config", "", "configuration, whose selection is looked for in NEW")
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	return cmd
}

func runDiff(w io.Writer, args []string, revision, format, configFile string) error {
	formats := map[string]func(*diff.Report, io.Writer) error{"text": (*diff.Report).Text, "markdown": (*diff.Report).Markdown, "json": (*diff.Report).JSON}
	write := formats[format]
	if write == nil {
		return fmt.Errorf("format %q is not known; use text, markdown or json", format)
	}
	old, new, err := diffInputs(args, revision)
	if err != nil {
		return err
	}
	report, err := compare(old, new)
	if err != nil {
		return err
	}
	report.Old, report.New = old.Source, new.Source
	if err := reportGone(report, old, new, configFile); err != nil {
		return err
	}
	if err := write(report, w); err != nil {
		return err
	}
	if report.Breaking() {
		return errStale
	}
	return nil
}

// diffOptions are the options of the packages that are compared.
var diffOptions = gen.Options{Name: "diff", Path: source.GraphPath, Faulty: true}

func compare(old, new *side) (*diff.Report, error) {
	opts := diffOptions
	if old.locked == nil && new.locked == nil {
		return diff.Compare(old.Doc, new.Doc, opts)
	}
	before, after := old.locked, new.locked
	var err error
	if before == nil {
		before, err = namesWithin(old, after, opts)
	}
	if after == nil {
		after, err = namesWithin(new, before, opts)
	}
	if err != nil {
		return nil, err
	}
	return diff.CompareNames(before, after), nil
}

// namesWithin returns the names of a description, under a lock, restricted to the types that the
// lock has.
func namesWithin(d *side, locked names.Table, opts gen.Options) (names.Table, error) {
	opts.Earlier = locked
	whole, err := gen.Names(d.Doc, opts)
	return diff.Within(whole, locked), err
}

// A side is one side of a comparison: a description, or the names in a lock.
type side struct {
	*source.Description
	locked names.Table // nil for a description
}

// diffInputs reads both sides.
func diffInputs(args []string, revision string) (old, new *side, err error) {
	switch {
	case revision == "" && len(args) != 2:
		return nil, nil, fmt.Errorf("diff compares two descriptions; give OLD and NEW, or --from-git REV NEW")
	case revision != "" && len(args) != 1:
		return nil, nil, fmt.Errorf("with --from-git, diff takes one file; leave OLD out")
	}
	var oldErr, newErr error
	var wg sync.WaitGroup
	wg.Go(func() {
		if revision == "" {
			old, oldErr = readNamed(args[0])
		} else {
			old, oldErr = readRevision(revision, args[0])
		}
	})
	wg.Go(func() { new, newErr = readNamed(args[len(args)-1]) })
	wg.Wait()
	return old, new, errors.Join(oldErr, newErr)
}

// readNamed reads a description or lock from a file, or the embedded description.
func readNamed(name string) (*side, error) {
	if name == "embedded" {
		d, err := source.Source{}.Read()
		return &side{Description: d}, err
	}
	if file, data, err := source.ReadFile(name); err == nil && lock.Is(data) {
		l, err := lock.Read(file, data)
		if err != nil {
			return nil, err
		}
		return &side{&source.Description{Source: name}, l.Names}, nil
	}
	var in source.Source
	if err := in.SetFile(name); err != nil {
		return nil, err
	}
	d, err := in.Read()
	if err != nil {
		return nil, err
	}
	d.Source = name
	return &side{Description: d}, nil
}

// readRevision reads a file as it was in a revision of its repository.
func readRevision(revision, file string) (*side, error) {
	if strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("%q is not a revision; give a commit, tag or branch", revision)
	}
	git := exec.Command("git", "show", revision+":./"+filepath.Base(file))
	git.Dir = filepath.Dir(file)
	var problem strings.Builder
	git.Stderr = &problem
	data, err := git.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: git has no %s of it: %s; commit the file, or name another revision", file, revision, strings.TrimSpace(problem.String()))
	}
	dir, err := os.MkdirTemp("", "intunegen")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, filepath.Base(file))
	if err := os.WriteFile(copied, data, 0o600); err != nil {
		return nil, err
	}
	d, err := readNamed(copied)
	if err != nil {
		return nil, err
	}
	d.Source = file + " at " + revision
	return d, nil
}
