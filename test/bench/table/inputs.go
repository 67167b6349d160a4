package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// inputs generates from descriptions of other forms and sizes, and from one that did not change.
// Those of the corpus are left out, and that is said, when it is not there.
func inputs(dir string) ([]row, error) {
	tool, err := buildTool(dir)
	if err != nil {
		return nil, err
	}
	rows, err := growth(tool, dir)
	if err != nil {
		return nil, err
	}
	same, err := fastest(6, func() (usage, error) { // the first one writes what the others find unchanged
		return usageOf(exec.Command(tool, "generate", "--out", filepath.Join(dir, "same")))
	})
	if err != nil {
		return nil, err
	}
	rows = append(rows, row{"generate, unchanged, by a build without a version, which has no cache", same.wall * 1000, "ms", 0, false})
	corpus := os.Getenv("INTUNE_CORPUS")
	if corpus == "" {
		corpus = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	if _, err := os.Stat(corpus); err != nil {
		fmt.Fprintln(os.Stderr, "bench: no corpus (INTUNE_CORPUS), so Microsoft's OpenAPI and documentation are not measured")
		return rows, nil
	}
	more, err := published(tool, dir, corpus)
	return append(rows, more...), err
}

// growth generates from descriptions of our own of 2, 4 and 8 MB.
func growth(tool, dir string) ([]row, error) {
	var cpu []float64
	var last usage
	for _, megabytes := range []int{2, 4, 8} {
		file := filepath.Join(dir, fmt.Sprintf("%d.csdl", megabytes))
		if err := os.WriteFile(file, schema(megabytes<<20), 0o644); err != nil {
			return nil, err
		}
		u, err := fresh(dir, tool, "generate", "--metadata", file)
		if err != nil {
			return nil, err
		}
		cpu, last = append(cpu, u.cpu), u
	}
	return []row{
		{"generate from 8 MB of CSDL, wall", last.wall, "s", 4, false},
		{"generate from 8 MB of CSDL, peak memory", last.megabytes, "MB", 0, false},
		{"processor time of 4 MB to 2 MB", cpu[1] / cpu[0], "x", 2.3, false},
		{"processor time of 8 MB to 4 MB", cpu[2] / cpu[1], "x", 2.3, false},
	}, nil
}

// schema returns a description in CSDL of about that size: entity types of 24 properties, each in a
// set, related to the next.
func schema(size int) []byte {
	var b strings.Builder
	b.WriteString(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>` +
		`<Schema Namespace="bench" xmlns="http://docs.oasis-open.org/odata/ns/edm">` + "\n")
	n := 0
	for ; b.Len() < size*19/20; n++ {
		fmt.Fprintf(&b, "<EnumType Name=\"state%d\"><Member Name=\"on\" Value=\"0\"/><Member Name=\"off\" Value=\"1\"/></EnumType>\n", n)
		fmt.Fprintf(&b, "<EntityType Name=\"thing%d\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\n", n)
		for i, kind := range []string{"Edm.String", "Edm.Int32", "Edm.Boolean", "Edm.DateTimeOffset", "Collection(Edm.String)", fmt.Sprintf("bench.state%d", n)} {
			fmt.Fprintf(&b, "<Property Name=\"first%d\" Type=\"%s\"/><Property Name=\"second%d\" Type=\"%s\" Nullable=\"false\"/>\n", i, kind, i, kind)
			fmt.Fprintf(&b, "<Property Name=\"third%d\" Type=\"%s\"/><Property Name=\"fourth%d\" Type=\"%s\" Nullable=\"false\"/>\n", i, kind, i, kind)
		}
		fmt.Fprintf(&b, "<NavigationProperty Name=\"next\" Type=\"bench.thing%d\"/></EntityType>\n", max(0, n-1))
	}
	b.WriteString("<EntityContainer Name=\"container\">\n")
	for i := range n {
		fmt.Fprintf(&b, "<EntitySet Name=\"things%d\" EntityType=\"bench.thing%d\"/>\n", i, i)
	}
	b.WriteString("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>\n")
	return []byte(b.String())
}

// published generates from Microsoft's largest OpenAPI file, and imports its documentation.
func published(tool, dir, corpus string) ([]row, error) {
	openapi, err := usageOf(exec.Command(tool, "generate", "--openapi", filepath.Join(corpus, "openapi", "ms-beta-2024-10-01-DeviceManagement.yml.gz"),
		"--out", filepath.Join(dir, "openapi")))
	if err != nil {
		return nil, err
	}
	docs, err := usageOf(exec.Command(tool, "import", "--metadata", filepath.Join(corpus, "csdl", "intune-beta-2026-09.reconstructed.csdl"),
		"--docs", filepath.Join(corpus, "docs-md"), "--out", filepath.Join(dir, "imported")))
	return []row{
		{"generate from 4 MB of OpenAPI, wall", openapi.wall, "s", 2, false},
		{"generate from 4 MB of OpenAPI, peak memory", openapi.megabytes, "MB", 600, false},
		{"import with 3,000 pages of documentation, wall", docs.wall, "s", 3, false},
	}, err
}
