package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/build"
	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/pull"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/graph"
)

// Limits of a fetch. The $metadata of Graph beta has about 10 MB and arrives within seconds.
const (
	pullTimeout = 2 * time.Minute
	pullLimit   = 64 << 20
)

// A pullRun is one run of pull, which fetches the $metadata of a service into a compressed file.
type pullRun struct {
	configFile, cloud, out string
	limit                  int64
}

func pullCommand() *cobra.Command {
	p := pullRun{limit: pullLimit}
	cmd := &cobra.Command{
		Use:   "pull [--cloud NAME] [--out FILE]",
		Short: "Fetch the current $metadata of Graph beta, without credentials, and keep it for generate",
		Long: "Without --cloud the address is the configuration's input, or that of the global service if the configuration has none.\n" +
			"The answer is checked, and kept compressed with its ETag. A service that knows the ETag does not send it again unchanged.",
		Args: argsBetween(0, 0, "only flags"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			ctx, cancel := context.WithTimeout(cmd.Context(), pullTimeout)
			defer cancel()
			return p.run(ctx, cmd.OutOrStdout())
		},
	}
	cmd.Flags().StringVar(&p.configFile, "config", config.Name, "configuration, which need not exist")
	cmd.Flags().StringVar(&p.cloud, "cloud", "", "national cloud: global, usgovl4, usgovl5 or china")
	cmd.Flags().StringVar(&p.out, "out", "", "file to keep it in; by default the one beside the configuration that generate reads")
	return cmd
}

func (p pullRun) run(ctx context.Context, w io.Writer) error {
	c, err := p.config()
	if err != nil {
		return err
	}
	address, err := p.address(c)
	if err != nil {
		return err
	}
	file := p.out
	if file == "" {
		file = pulledFile(p.configFile)
	}
	have, err := pull.ReadKept(file)
	if err != nil {
		return err
	}
	got, err := pull.Fetch(ctx, address, have, p.limit)
	if err != nil {
		return err
	}
	if got == nil || bytes.Equal(got.Data, have.Data) {
		fmt.Fprintf(w, "%s: unchanged, sha256 %s\n", file, lock.Hash(have.Data))
		return nil
	}
	if err := checkPulled(got, c); err != nil {
		return fmt.Errorf("the answer is not a valid description; nothing was written: %w", err)
	}
	if err := got.Write(file); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s: %d bytes from %s, sha256 %s\n", file, len(got.Data), got.Address, lock.Hash(got.Data))
	return nil
}

// config reads the configuration, which is empty if the file does not exist.
func (p pullRun) config() (*config.Config, error) {
	c, err := config.ReadFile(p.configFile)
	if errors.Is(err, fs.ErrNotExist) {
		return &config.Config{}, nil
	}
	return c, err
}

// address returns the address of the $metadata.
func (p pullRun) address(c *config.Config) (string, error) {
	path := "/" + cmp.Or(c.Version, versionOf(c.Input), source.GraphPath[1:])
	switch {
	case p.cloud == "" && config.IsURL(c.Input):
		return c.Input, nil
	case p.cloud == "":
		return graph.Global.Root + path + "/$metadata", nil
	}
	cloud, err := graph.CloudByName(p.cloud)
	return cloud.Root + path + "/$metadata", err
}

// checkPulled checks a description as generate does, with the overlays and the selection of the
// configuration. It ignores corrections without effect and what is gone, which the next run of
// generate reports.
func checkPulled(got *pull.Kept, c *config.Config) error {
	in := source.Source{Metadata: got.Address, NoFacts: c.NoFacts, Version: c.Version, Assumed: versionOf(c.Input)}
	in.Hold(got.Address, got.Data)
	d, err := in.ReadUncorrected()
	if err != nil {
		return err
	}
	for _, file := range c.Overlays {
		o, err := in.ReadOverlay(file)
		if err != nil {
			return err
		}
		o.Apply(d.Doc)
	}
	_, err = gen.Names(d.Doc, gen.Options{Name: "pulled", Types: c.Types, Operations: c.Operations, Workloads: c.Workloads, Asked: c.Asked, Path: d.Path})
	if missing := (*build.MissingError)(nil); errors.As(err, &missing) {
		return nil
	}
	return err
}
