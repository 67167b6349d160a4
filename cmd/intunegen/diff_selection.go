package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/build"
	"github.com/intunegen/intunegen/gen/project/config"
	"github.com/intunegen/intunegen/tools/diff"
)

// reportGone adds to a report what a configuration selects and the newer description does not have.
// What the older one lacks too is not a change.
func reportGone(report *diff.Report, old, new *side, configFile string) error {
	if configFile == "" {
		return nil
	}
	c, err := config.ReadFile(configFile)
	if err != nil {
		return err
	}
	before, err := missing(old, c)
	if err != nil {
		return err
	}
	after, err := missing(new, c)
	if err != nil {
		return err
	}
	for _, name := range after {
		if !slices.Contains(before, name) {
			report.Gone(name, fmt.Sprintf("%s selects it, and generate refuses the newer description until it does not", configFile))
		}
	}
	return nil
}

// missing returns what a configuration selects and a description does not have. A lock is taken to
// have everything.
func missing(d *side, c *config.Config) ([]string, error) {
	if d.locked != nil {
		return nil, nil
	}
	opts := diffOptions
	opts.Types, opts.Operations, opts.Workloads = c.Types, c.Operations, c.Workloads
	_, err := gen.Model(d.Doc, opts)
	if gone := (*build.MissingError)(nil); errors.As(err, &gone) {
		return gone.Asked(), nil
	}
	return nil, err
}
