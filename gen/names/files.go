package names

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file gives each type a file of its own, with a name that is valid on Linux, macOS and
// Windows. File names are in lower case. They have no underscores, which would make them tests or
// files of one system. When two types would have the same file, the second has a hyphen and a
// number behind its name. No name by the rule ends like this, so a new type never takes the file of
// another.

// FileScope is the scope of the file names in a [Table] that differ from the rule's.
const FileScope = "files"

// maxFileName is the longest name of a file in bytes, below the 255 that file systems allow.
const maxFileName = 200

// isDevice reports whether a name means a device on Windows, whatever follows it after a dot.
var isDevice = regexp.MustCompile(`^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])$`).MatchString

// fileName returns the rule's name for the file of a type, without extension.
func fileName(name string) string {
	name = strings.ReplaceAll(strings.ToLower(name), "_", "")
	if len(name) > maxFileName {
		name = strings.ToValidUTF8(name[:maxFileName], "")
	}
	switch {
	case name == "":
		return "x"
	case isDevice(name):
		return name + "-"
	}
	return name
}

// fold returns a name as file systems compare it that ignore case and Unicode normalization.
func fold(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }

// fixedFiles are the files of a package besides those of its types.
var fixedFiles = []string{"doc", "client", "new", "operations", "schema", "deprecated"}

// A filed is a type that needs a file.
type filed struct {
	wire, name string // name is the rule's file name
	set        func(file string)
}

// assignFiles names the file of each type, and returns the names that differ from the rule's. Names
// in locked are kept.
func assignFiles(pkg *ir.Package, locked Table) Names {
	taken := map[string]bool{}
	for _, name := range fixedFiles {
		taken[name] = true
	}
	files := map[string]string{}
	var given Names
	for _, t := range inOrder(typesWithFiles(pkg, files), locked) {
		file := locked[FileScope].Of("type:" + t.wire)
		if !strings.HasPrefix(file, t.name+"-") {
			file = t.name
		}
		for n := 2; taken[fold(file)]; n++ {
			file = fmt.Sprintf("%s-%d", t.name, n)
		}
		taken[fold(file)] = true
		if file != t.name {
			given = append(given, Name{"type:" + t.wire, file})
		}
		t.set(file)
		files[t.wire] = file
	}
	assignSharedFiles(pkg, files)
	return Sorted(given)
}

// typesWithFiles lists the types that have files. Types that only have builders come last.
func typesWithFiles(pkg *ir.Package, files map[string]string) []filed {
	var all []filed
	add := func(wire, name string, set func(string)) {
		files[wire] = ""
		all = append(all, filed{wire, fileName(name), set})
	}
	for _, m := range pkg.Models {
		add(m.Wire, m.Go, func(file string) { m.File = file })
	}
	for _, e := range pkg.Enums {
		add(e.Wire, e.Go, func(file string) { e.File = file })
	}
	for _, b := range pkg.Builders {
		if _, has := files[b.Model.Wire]; !has {
			add(b.Model.Wire, b.Model.Go, func(string) {})
		}
	}
	return all
}

// inOrder sorts types in the order in which they take names: those with a locked file name, then
// those in the lock, then new ones.
func inOrder(all []filed, locked Table) []filed {
	rank := func(t filed) int {
		switch {
		case locked[FileScope].Of("type:"+t.wire) != "":
			return 0
		case locked[Top].Of("type:"+t.wire) != "":
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b filed) int { return cmp.Compare(rank(a), rank(b)) })
	return all
}

// assignSharedFiles assigns builders and parameters to the files of their types.
func assignSharedFiles(pkg *ir.Package, files map[string]string) {
	owners := map[string]string{}
	for _, b := range pkg.Builders {
		b.File = files[b.Model.Wire]
		owners[b.Model.Wire] = b.File
	}
	for _, p := range pkg.Params {
		p.File = cmp.Or(owners[p.Binding], "client")
	}
}
