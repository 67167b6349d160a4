package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/pull"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// configure takes over what the configuration says and no flag overrides. Only a configuration that was named must exist.
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
		if err := r.in.configure(c, file); err != nil {
			return err
		}
	}
	if !given("type") && !given("operation") && !given("workload") {
		r.types, r.operations, r.workloads, r.asked = c.Types, c.Operations, c.Workloads, c.Asked
	}
	override(given("package"), &r.pkg, c.Package)
	override(given("out"), &r.out, c.Output)
	override(given("overlay"), &r.in.overlays, c.Overlays)
	override(given("cloud"), &r.in.clouds, c.Clouds)
	if !given("overlay") {
		if err := config.CheckRegular(c.Overlays...); err != nil {
			return err
		}
	}
	override(given("no-embedded-facts"), &r.in.noFacts, c.NoFacts)
	override(given("keep-removed"), &r.keep, c.KeepGone)
	return nil
}

// override keeps a flag that was given, else takes what the configuration says.
func override[T any](given bool, flag *T, configured T) {
	if !given {
		*flag = configured
	}
}

// configure takes over a configuration's input; an address stands for what pull fetched from it.
func (in *input) configure(c *config.Config, file string) error {
	source := c.Input
	if config.IsURL(source) {
		source = pulledFile(file)
		if _, err := os.Stat(source); err != nil {
			return fmt.Errorf("%s: what %s describes has not been fetched; run intunegen pull", source, pull.Shown(c.Input))
		}
	}
	if source == config.Embedded {
		return nil
	}
	if err := config.CheckRegular(source); err != nil {
		return err
	}
	return in.file(source)
}

// file takes a file as input: as CSDL when it is XML or CSDL JSON, else as OpenAPI.
func (in *input) file(name string) error {
	_, data, err := readFile(name)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) || csdljson.Is(data) {
		in.metadata = name
	} else {
		in.openapi = name
	}
	return nil
}

// pulledFile is where pull keeps what the address in a configuration gives: beside it, so that it can be committed.
func pulledFile(configFile string) string {
	return filepath.Join(filepath.Dir(configFile), "intunegen-metadata.xml.gz")
}

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a first " + config.Name + " into the current directory",
		Args:  argsBetween(0, 0, "nothing"),
		RunE:  func(cmd *cobra.Command, _ []string) error { return writeFirst(cmd.OutOrStdout()) },
	}
}

// writeFirst writes a configuration where there is none.
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
