package emit

import (
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
)

// Unformatted returns the files of pkg as they are before they are formatted.
func Unformatted(pkg *ir.Package) ([]File, error) {
	var files []File
	var s source
	for _, u := range units(pkg) {
		raw, err := s.write(pkg.Name, u.parts)
		if err != nil {
			return nil, u.failed(err)
		}
		files = append(files, File{Name: u.file(), Data: slices.Clone(raw)})
	}
	return files, nil
}
