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
	"github.com/intunegen/intunegen/tools/diff"
)

func diffCommand() *cobra.Command {
	var revision, format string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | --from-git REV NEW",
		Short: "Tell what changes between two descriptions, for calls and for Go programs; exit 1 if it breaks something",
		Long: "OLD and NEW are descriptions, locks of generated packages, or \"embedded\", the description that comes with intunegen. A lock\n" +
			"holds names alone: with one, what is gone, new or called otherwise is told, and of a description only what the lock can\n" +
			"speak of. With --from-git, OLD is what the file NEW held in that revision.",
		Args: argsBetween(0, 2, "OLD and NEW, or NEW and --from-git"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runDiff(cmd.OutOrStdout(), args, revision, format)
		},
	}
	cmd.Flags().StringVar(&revision, "from-git", "", "compare with what the file held in this revision")
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	return cmd
}

func runDiff(w io.Writer, args []string, revision, format string) error {
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
	report.Old, report.New = old.source, new.source
	if err := write(report, w); err != nil {
		return err
	}
	if report.Breaking() {
		return errStale
	}
	return nil
}

func compare(old, new *description) (*diff.Report, error) {
	opts := gen.Options{Name: "diff", Path: embeddedPath}
	if old.locked == nil && new.locked == nil {
		return diff.Compare(old.doc, new.doc, opts)
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

// namesWithin returns the names that a description gives under a lock, of what the lock can speak of.
func namesWithin(d *description, locked names.Table, opts gen.Options) (names.Table, error) {
	opts.Earlier = locked
	whole, err := gen.Names(d.doc, opts)
	return diff.Within(whole, locked), err
}

// diffInputs reads what is compared.
func diffInputs(args []string, revision string) (old, new *description, err error) {
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

// readNamed reads a file, or the embedded description by its name.
func readNamed(name string) (*description, error) {
	if name == "embedded" {
		return input{}.read()
	}
	if file, data, err := readFile(name); err == nil && lock.Is(data) {
		l, err := lock.Read(file, data)
		if err != nil {
			return nil, err
		}
		return &description{source: name, locked: l.Names}, nil
	}
	var in input
	if err := in.file(name); err != nil {
		return nil, err
	}
	d, err := in.read()
	if err != nil {
		return nil, err
	}
	d.source = name
	return d, nil
}

// readRevision reads what a file held in a revision of the repository that it is in.
func readRevision(revision, file string) (*description, error) {
	if strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("%q is no revision; give a commit, tag or branch", revision)
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
	d.source = file + " at " + revision
	return d, nil
}
