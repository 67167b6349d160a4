package emit

import (
	"bytes"
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// APIName is the file that lists the Go call of each documented request, in Markdown.
const APIName = "api.md"

// HeaderLine returns the first line of the generated file with that name.
func HeaderLine(name string) string {
	if name == APIName {
		return "<!-- " + Header + " -->"
	}
	return "// " + Header
}

// apiFile writes the list of requests: their Go, permissions, clouds and documentation pages.
//
//	## `<path>`
//
//	| Request | Go | Permissions | Clouds | Page |
//	|---|---|---|---|---|
//	| `<verb> <path>` | `<call>` | delegated: `<permissions>` | `<clouds>` | [page](<link>) |
func apiFile(pkg *ir.Package) File {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n# Package %s\n\n", HeaderLine(APIName), markdown(pkg.Name))
	fmt.Fprintf(&b, "The Go of each documented request, from a %s that %s returned, with permissions and clouds.\n",
		markdown(pkg.Fixed.Client), markdown(pkg.Fixed.NewClient))
	documented := 0
	section := ""
	for _, row := range pkg.Table.Rows {
		if row.Steps == nil {
			continue
		}
		if s := sectionOf(row.Path); s != section || documented == 0 {
			section = s
			fmt.Fprintf(&b, "\n## %s\n\n| Request | Go | Permissions | Clouds | Page |\n|---|---|---|---|---|\n", markdown(section))
		}
		documented++
		apiRow(&b, row)
	}
	if documented == 0 {
		apiRoots(&b, pkg)
	}
	return File{Name: APIName, Data: b.Bytes()}
}

// sectionOf returns the first two segments of a path, which are the heading of its requests.
func sectionOf(path string) string {
	segments := strings.SplitN(path, "/", 4)
	return strings.Join(segments[:min(len(segments), 3)], "/")
}

func apiRow(b *bytes.Buffer, row *ir.Row) {
	page := ""
	if row.Page != "" {
		page = "[page](https://learn.microsoft.com/graph/api/" + url.PathEscape(row.Page) + "?view=" + row.View + ")"
	}
	fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", markdown(row.Method+" "+row.Path), markdown(GoCall(row.Steps)),
		apiPermissions(row), apiClouds(row), page)
}

// apiRoots lists the methods of the client, for a description that documents no request.
func apiRoots(b *bytes.Buffer, pkg *ir.Package) {
	b.WriteString("\nThe description documents no request. Paths start here:\n\n| Path | Go |\n|---|---|\n")
	for _, m := range pkg.Roots {
		fmt.Fprintf(b, "| %s | %s |\n", markdown("/"+m.Segment), markdown(GoCall([]*ir.Method{m})))
	}
}

// GoCall returns the chain of calls that build a request.
//
//	client.<Root>().<Collection>().ID(<key>).Patch(<patch>)
func GoCall(steps []*ir.Method) string {
	chain := "client"
	for _, m := range steps {
		chain += "." + m.Go + "(" + strings.Join(argumentsOf(m), ", ") + ")"
	}
	return chain
}

// argumentsOf names the arguments of a method, without query options.
func argumentsOf(m *ir.Method) []string {
	switch {
	case m.Call == ir.Key:
		var keys []string
		for _, key := range m.Keys {
			keys = append(keys, key.Go)
		}
		return keys
	case m.Call == ir.Update:
		return []string{"patch"}
	case m.Call == ir.Create || m.Call == ir.Replace:
		return []string{"model"}
	case m.Params != nil:
		return []string{"params"}
	}
	return nil
}

// apiPermissions lists permissions. Kinds with the same permissions share an entry.
func apiPermissions(row *ir.Row) string {
	var texts []string
	kinds := map[string][]string{}
	for _, p := range permissionsOf(row) {
		text := cmp.Or(markdown(strings.Join(p.names, ", ")), "not supported")
		if kinds[text] == nil {
			texts = append(texts, text)
		}
		kinds[text] = append(kinds[text], p.kind)
	}
	for i, text := range texts {
		texts[i] = list(kinds[text]) + ": " + text
	}
	if row.From != "" {
		return "those of " + row.From + ": " + strings.Join(texts, "; ")
	}
	return strings.Join(texts, "; ")
}

func apiClouds(row *ir.Row) string {
	var all []string
	for _, cloud := range row.Clouds {
		if cloud.Available {
			all = append(all, markdown(cloud.Name))
		} else {
			all = append(all, "not "+markdown(cloud.Name))
		}
	}
	if len(all) == 0 {
		return "not documented"
	}
	return strings.Join(all, ", ") + sourceDate(row)
}

// inCode percent-encodes the characters that have a meaning within a code span of a table.
var inCode = strings.NewReplacer("`", "%60", "|", "%7C", `\`, "%5C")

// markdown returns a text as a code span, in which Markdown has no other syntax. All texts of the
// description pass through it.
func markdown(text string) string {
	words := strings.Join(strings.FieldsFunc(text, isSeparator), " ")
	if words == "" {
		return ""
	}
	return "`" + inCode.Replace(words) + "`"
}
