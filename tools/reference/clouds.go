package reference

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
)

// Clouds returns a summary of the availability of operations in Markdown: how many operations each
// cloud has by which source, and what a cloud does not have.
func Clouds(pkg *ir.Package) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Which cloud has what\n\nFrom %s. A test keeps this page up to date; `make generate` writes it.\n\n", pkg.Source)
	clouds := availability(pkg)
	b.WriteString("| cloud | operations that it has | that it lacks | not documented |\n|---|---|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(clouds)) {
		c := clouds[name]
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", name, len(c.has), len(c.lacks), c.of-len(c.has)-len(c.lacks))
	}
	b.WriteString("\nWhere a page of the documentation and the schema of a cloud say otherwise, the younger is taken; the report of the import lists both.\n")
	b.WriteString("\n## By source\n\n| source | operations |\n|---|---|\n")
	for _, s := range sources(pkg) {
		fmt.Fprintf(&b, "| %s | %d |\n", s.name, s.count)
	}
	for _, name := range slices.Sorted(maps.Keys(clouds)) {
		if lacks := clouds[name].lacks; len(lacks) > 0 {
			fmt.Fprintf(&b, "\n## Not in %s\n\n", name)
			for _, row := range lacks {
				fmt.Fprintf(&b, "- `%s %s`\n", row.Method, row.Path)
			}
		}
	}
	return b.Bytes()
}

// A cloudRows holds the operations that one cloud has and lacks, of all that there are.
type cloudRows struct {
	has, lacks []*ir.Row
	of         int
}

func availability(pkg *ir.Package) map[string]*cloudRows {
	clouds := map[string]*cloudRows{}
	operations := 0
	for _, row := range pkg.Table.Rows {
		if row.Steps == nil {
			continue // everything below a path, or a type
		}
		operations++
		for _, c := range row.Clouds {
			if clouds[c.Name] == nil {
				clouds[c.Name] = &cloudRows{}
			}
			if c.Available {
				clouds[c.Name].has = append(clouds[c.Name].has, row)
			} else {
				clouds[c.Name].lacks = append(clouds[c.Name].lacks, row)
			}
		}
	}
	for _, c := range clouds {
		c.of = operations
	}
	return clouds
}

// A source says in which clouds operations are.
type source struct {
	name  string
	count int
}

var pageDate = regexp.MustCompile(`^page .* of (\d{4}-\d{2}-\d{2})$`)

// sources returns the sources of availability with the number of their operations, the largest
// first.
func sources(pkg *ir.Package) []source {
	count := map[string]int{}
	for _, row := range pkg.Table.Rows {
		if row.Steps == nil {
			continue
		}
		name := "none: not documented"
		if m := pageDate.FindStringSubmatch(row.CloudSource); m != nil {
			name = "its page, of " + m[1]
		} else if row.CloudSource != "" {
			name = "its page, or the overlay"
		} else if len(row.Clouds) > 0 {
			name = "the schemas of the clouds"
		}
		count[name]++
	}
	var all []source
	for name, n := range count {
		all = append(all, source{name, n})
	}
	slices.SortFunc(all, func(a, b source) int { return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.name, b.name)) })
	return all
}
