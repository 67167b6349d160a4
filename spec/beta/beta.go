// Package beta holds the embedded description: Microsoft Graph's Intune beta as CSDL JSON in YAML, one file per workload.
// docs/description.md says what its annotations mean; intunegen import makes the files.
package beta

import (
	"embed"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// Title names the description.
const Title = "the embedded description of Microsoft Graph's Intune beta, August 2026"

//go:embed *.yaml
var files embed.FS

// Document reads the description.
func Document() (*spec.Document, error) { return csdljson.ReadFS(files) }
