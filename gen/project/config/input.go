package config

import (
	"os"
	"strings"

	"github.com/intunegen/intunegen/spec/files"
)

// IsURL reports whether an input is an address rather than a file.
func IsURL(input string) bool { return strings.Contains(input, "://") }

// CheckRegular refuses files of a configuration that are neither regular files nor directories,
// because reading a named pipe might wait forever. It is not for files in flags: shells make pipes
// for <(command).
func CheckRegular(names ...string) error {
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			if err := files.Regular(info, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// First is the configuration that intunegen init writes.
const First = `# yaml-language-server: $schema=https://raw.githubusercontent.com/intunegen/intunegen/main/docs/intunegen.schema.json
# What intunegen generate does here. Every key is explained in docs/configuration.md of intunegen; flags override.

# Directory of the generated package, relative to this file.
output: intune

# What of Intune is wanted: entity types, paths, workloads. With none of them everything is generated.
types: [embeddedSIMActivationCodePool]
# operations: [/deviceManagement/embeddedSIM*]
# workloads: [esim]

# The description: embedded, a CSDL or OpenAPI file, or the address of a $metadata document that intunegen pull fetches.
input: embedded

# Corrections of the description.
# overlays: [intune-corrections.yaml]

# Leave out what none of these clouds has.
# clouds: [global, usgovl4, usgovl5, china]

# Keep properties and enumeration members that a newer description no longer has, as deprecated.
# keepRemoved: true
`
