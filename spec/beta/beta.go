// Package beta has the embedded description: Microsoft Graph's Intune beta as CSDL JSON in YAML,
// one file per workload. docs/description.md explains its annotations, and intunegen import makes
// the files.
package beta

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// Title names the description.
const Title = "the embedded description of Microsoft Graph's Intune beta, September 2026"

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
		if err := hashFile(h, name); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashFile adds a file to a hash without a copy of it in memory.
func hashFile(h io.Writer, name string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(h, "%s %d\n", name, info.Size())
	_, err = io.Copy(h, f)
	return err
}

// Document reads the description.
func Document() (*spec.Document, error) { return csdljson.ReadFS(files, "") }
