package main

import (
	"github.com/spf13/pflag"

	"github.com/intunegen/intunegen/gen/project/source"
)

// addSourceFlags adds the flags that say where a description comes from.
func addSourceFlags(flags *pflag.FlagSet, s *source.Source) {
	flags.StringVar(&s.Metadata, "metadata", "", "CSDL file, - for standard input, or a folder that import has written; without it or --openapi the embedded description is used")
	flags.StringVar(&s.OpenAPI, "openapi", "", "OpenAPI 3 file, or - for standard input")
	flags.StringVar(&s.Version, "service-version", "", "version of Microsoft Graph that the description is of, v1.0 or beta, if it does not say so itself; beta by default")
	flags.BoolVar(&s.NoFacts, "no-embedded-facts", false, "with --metadata or --openapi: do not add what the embedded description knows of the types")
}

// addOverlayFlag adds the flag for corrections of a description.
func addOverlayFlag(flags *pflag.FlagSet, s *source.Source) {
	flags.StringArrayVar(&s.Overlays, "overlay", nil, "file of corrections of the description; may be repeated")
}
