// Package beta holds the embedded description: Microsoft Graph's Intune beta as CSDL JSON in YAML, one file per workload.
// docs/description.md says what its annotations mean; intunegen import makes the files.
package beta

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// Title names the description.
const Title = "the embedded description of Microsoft Graph's Intune beta, August 2026"

//go:embed *.yaml
var files embed.FS

// Hash returns the hash of the description.
func Hash() (string, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Document reads the description.
func Document() (*spec.Document, error) { return csdljson.ReadFS(files, "") }
