package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/pull"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
)

// configure sets the options of the configuration that no flag overrides. A configuration that
// --config names must exist.
func (r *generateRun) configure(given func(flag string) bool) error {
	file := r.configFile
	if file == "" {
		if _, err := os.Stat(config.Name); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		file = config.Name
	}
	c, err := config.ReadFile(file)
	if err != nil {
		return err
	}
	if !given("metadata") && !given("openapi") {
		if err := setInput(&r.in, c, file); err != nil {
			return err
		}
		r.in.Assumed = versionOf(c.Input)
	}
	if !given("type") && !given("operation") && !given("workload") {
		r.types, r.operations, r.workloads, r.asked = c.Types, c.Operations, c.Workloads, c.Asked
	}
	override(given("package"), &r.pkg, c.Package)
	override(given("out"), &r.out, c.Output)
	override(given("overlay"), &r.in.Overlays, c.Overlays)
	override(given("cloud"), &r.in.Clouds, c.Clouds)
	if !given("overlay") {
		if err := config.CheckRegular(c.Overlays...); err != nil {
			return err
		}
	}
	override(given("service-version"), &r.in.Version, c.Version)
	override(given("no-embedded-facts"), &r.in.NoFacts, c.NoFacts)
	override(given("keep-removed"), &r.keep, c.KeepGone)
	return nil
}

// versionOf returns the version of Microsoft Graph in the address of a $metadata document, or "".
func versionOf(address string) string {
	for _, version := range spec.Versions {
		if config.IsURL(address) && strings.HasSuffix(address, "/"+version+"/$metadata") {
			return version
		}
	}
	return ""
}

// override sets a flag from the configuration unless it was given.
func override[T any](given bool, flag *T, configured T) {
	if !given {
		*flag = configured
	}
}

// setInput sets the input of a configuration. For an address that is the file that pull wrote.
func setInput(in *source.Source, c *config.Config, configFile string) error {
	file := c.Input
	if config.IsURL(file) {
		file = pulledFile(configFile)
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("%s: the description at %s has not been fetched; run intunegen pull", file, pull.Shown(c.Input))
		}
	}
	if file == config.Embedded {
		return nil
	}
	if err := config.CheckRegular(file); err != nil {
		return err
	}
	return in.SetFile(file)
}

// pulledFile returns the file in which pull keeps the description of a configuration. It is beside
// the configuration, so that it can be committed.
func pulledFile(configFile string) string {
	return filepath.Join(filepath.Dir(configFile), "intunegen-metadata.xml.gz")
}

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a first " + config.Name + " into the current directory",
		Args:  argsBetween(0, 0, "no arguments"),
		RunE:  func(cmd *cobra.Command, _ []string) error { return writeFirst(cmd.OutOrStdout()) },
	}
}

// writeFirst writes a first configuration, and never replaces one.
func writeFirst(w io.Writer) error {
	f, err := os.OpenFile(config.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: is already there; edit it, or remove it first", config.Name)
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be written; make the directory writable: %w", config.Name, err)
	}
	_, err = f.WriteString(config.First)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s: cannot be written; make room: %w", config.Name, errors.Join(err, os.Remove(config.Name)))
	}
	fmt.Fprintf(w, "%s written; edit it, then run intunegen generate\n", config.Name)
	return nil
}

// namePackage checks the package name. By default it is that of the directory.
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
