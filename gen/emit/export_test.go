package emit

import "github.com/intunegen/intunegen/gen/ir"

// Unformatted returns the files of pkg as they are before they are formatted.
func Unformatted(pkg *ir.Package) ([]File, error) {
	var files []File
	for _, u := range units(pkg) {
		raw, err := unformatted(pkg, u)
		if err != nil {
			return nil, u.failed(err)
		}
		files = append(files, File{Name: u.name + ".go", Data: raw})
	}
	return files, nil
}
