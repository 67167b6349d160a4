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

// This file gives each type a file of its own, with a name that Linux, macOS and Windows take. Names of files are in lower case and free of
// underscores, which would make them tests or files of one system. A name that two types would have is told apart by a number, behind a
// hyphen, which no other name has: a type that is added takes the name of no other.

// FileScope is the scope of the names of files that are not those of the rule, in a [Table].
const FileScope = "files"

// maxFileName keeps names of files below the 255 bytes that file systems allow.
const maxFileName = 200

// isDevice reports whether Windows takes a name for a device, whatever follows it after a dot.
var isDevice = regexp.MustCompile(`^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])$`).MatchString

// fileName returns the name that the rule gives to the file of a type, without its ending.
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

// fold returns what a name is to file systems that tell neither cases nor forms of Unicode apart.
func fold(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }

// fixedFiles are the files that a package has besides those of its types.
var fixedFiles = []string{"doc", "client", "new", "operations", "deprecated"}

// A filed is a type that waits for its file.
type filed struct {
	wire, name string // name is that of the rule
	set        func(file string)
}

// assignFiles names the file of each type, and returns the names that are not those of the rule. Names that were given earlier stay.
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

// typesWithFiles lists the types that have files, those that only builders know last.
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

// inOrder returns the types in the order in which they take names: those whose file has a name of its own, those that were there, new ones.
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

// assignSharedFiles puts builders and parameters into the files of their types.
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
