package main

import (
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/serve"
)

func serveCommand() *cobra.Command {
	var in source.Source
	var options serve.Options
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve a tenant in memory to test against",
		Long: "Serve runs a service in memory with the types and paths of a description, for tests of programs in any language.\n" +
			"It keeps what requests create until it ends, refuses what Intune refuses, asks for no token, and prints where it\n" +
			"listens and each request in one line.",
		Args: argsBetween(0, 0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			d, err := in.Read()
			if err != nil {
				return err
			}
			schema, err := serve.Schema(d.Doc, d.Path)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return serve.Run(ctx, schema, options, cmd.OutOrStdout())
		},
	}
	addSourceFlags(cmd.Flags(), &in)
	flags := cmd.Flags()
	addOverlayFlag(flags, &in)
	flags.StringVar(&options.At, "at", "127.0.0.1:4010", "address to listen at, host and port; port 0 is any that is free")
	flags.StringVar(&options.Folder, "load", "", "folder of resources to begin with, a JSON file for each at its path")
	flags.Uint64Var(&options.Seed, "seed", 1, "number that the ids and dates of new resources are made from")
	return cmd
}
