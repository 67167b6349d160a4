package names

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// maxFileName keeps names of files below the 255 bytes that file systems allow.
const maxFileName = 200

func fileName(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "")
	if len(name) > maxFileName {
		name = strings.ToValidUTF8(name[:maxFileName], "")
	}
	if name == "" {
		return "x"
	}
	return name
}

// fixedFiles are the files that a package has besides those of its types.
var fixedFiles = []string{"doc", "client", "new", "operations", "deprecated"}

// assignFiles gives each type a file of its own. File names are in lower case and free of
// underscores, which would make them tests or files of one platform.
func assignFiles(pkg *ir.Package) {
	taken := map[string]bool{}
	for _, name := range fixedFiles {
		taken[name] = true
	}
	file := func(name string) string {
		name = fileName(name)
		for taken[name] {
			name += "x"
		}
		taken[name] = true
		return name
	}
	files := map[*ir.Model]string{}
	for _, m := range pkg.Models {
		m.File = file(m.Go)
		files[m] = m.File
	}
	for _, e := range pkg.Enums {
		e.File = file(e.Go)
	}
	owners := map[string]string{}
	for _, b := range pkg.Builders {
		if files[b.Model] == "" {
			files[b.Model] = file(b.Model.Go)
		}
		b.File = files[b.Model]
		owners[b.Model.Wire] = b.File
	}
	for _, p := range pkg.Params {
		if p.File = owners[p.Binding]; p.File == "" {
			p.File = "client"
		}
	}
}
