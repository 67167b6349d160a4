package emit

import (
	"bytes"

	"github.com/intunegen/intunegen/gen/ir"
)

// Unformatted returns the files of pkg as they are before they are formatted.
func Unformatted(pkg *ir.Package) ([]File, error) {
	var files []File
	for _, u := range units(pkg) {
		var raw bytes.Buffer
		if err := unformatted(pkg, u, &raw); err != nil {
			return nil, u.failed(err)
		}
		files = append(files, File{Name: u.file(), Data: raw.Bytes()})
	}
	return files, nil
}
