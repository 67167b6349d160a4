package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A part is a text that an input repeats.
type part struct {
	text  string
	times int
}

const (
	edmx   = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">`
	ends   = `</Schema></edmx:DataServices></edmx:Edmx>`
	inJSON = `{"$Version": "4.01", "n": {`
	api    = "openapi: 3.0.1\ncomponents:\n  schemas:\n    n.a: {type: object}\n"
	bomb   = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n" +
		"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"
	hundredMiB = 100 << 20
	tenMillion = 10_000_000
	oneMiB     = 1 << 20
)

// Inputs made to exhaust time or memory are refused soon, and nothing is written. Each reader has a
// test of its own for what it refuses.
func TestHostileInputs(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: it writes files of 100 MiB")
	}
	for name, test := range map[string]struct {
		flag  string
		parts []part
		want  string
	}{
		"XML, 100 MiB of nesting":           {"--metadata", []part{{edmx, 1}, {"<a>", hundredMiB / 3}}, "nest deeper than 256"},
		"XML, 10 million members":           {"--metadata", []part{{edmx + `<EnumType Name="e">`, 1}, {`<Member/>`, tenMillion}, {`</EnumType>` + ends, 1}}, "more than 1000000 elements"},
		"XML, a name of 1 MiB":              {"--metadata", []part{{edmx + `<ComplexType Name="`, 1}, {"a", oneMiB}, {`"/>` + ends, 1}}, "is longer than 128 characters"},
		"XML, entities":                     {"--metadata", []part{{`<!DOCTYPE x [<!ENTITY a "aaaa">`, 1}, {`<!ENTITY b "&a;&a;&a;&a;">`, 100}, {`]>` + edmx + ends, 1}}, "entity declarations are not allowed"},
		"CSDL JSON, 100 MiB of nesting":     {"--metadata", []part{{inJSON + `"@a.b": `, 1}, {"[", hundredMiB}}, "malformed YAML"},
		"CSDL JSON, 10 million members":     {"--metadata", []part{{inJSON + `"e": {"$Kind": "EnumType"`, 1}, {`,"m":1`, tenMillion}, {`}}}`, 1}}, "more than 3000000 values"},
		"CSDL JSON, a name of 1 MiB":        {"--metadata", []part{{inJSON + `"`, 1}, {"a", oneMiB}, {`": {"$Kind": "ComplexType"}}}`, 1}}, "in.x:"},
		"CSDL JSON, aliases of aliases":     {"--metadata", []part{{"$Version: '4.01'\n" + bomb, 1}}, "anchors and aliases are not allowed"},
		"OpenAPI, 100 MiB of nesting":       {"--openapi", []part{{api + "x: ", 1}, {"[", hundredMiB}}, "larger than 80 MiB"},
		"OpenAPI, 10 MiB of nesting":        {"--openapi", []part{{api + "x: ", 1}, {"[", hundredMiB / 10}}, "more than 4200000 values"},
		"OpenAPI, 10 million members":       {"--openapi", []part{{api + "    n.e: {type: string, enum: [", 1}, {"m,", tenMillion}, {"]}", 1}}, "more than 4200000 values"},
		"OpenAPI, a name of 1 MiB":          {"--openapi", []part{{api + "    n.", 1}, {"b", oneMiB}, {": {type: object}", 1}}, "malformed YAML"},
		"OpenAPI, a quoted name of 1 MiB":   {"--openapi", []part{{`{"openapi": "3.0.1", "components": {"schemas": {"n.`, 1}, {"b", oneMiB}, {`": {"type": "object"}}}}`, 1}}, "in.x:"},
		"OpenAPI, aliases of aliases":       {"--openapi", []part{{api + bomb, 1}}, "anchors and aliases are not allowed"},
		"corrections, 100 MiB of nesting":   {"--overlay", []part{{"corrections: ", 1}, {"[", hundredMiB}}, "larger than 16 MiB"},
		"corrections, aliases of aliases":   {"--overlay", []part{{bomb + "corrections: []", 1}}, "excessive aliasing"},
		"configuration, aliases of aliases": {"--config", []part{{bomb, 1}}, "excessive aliasing"},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "in.x")
			writeParts(t, file, test.parts)
			refuses(t, test.flag, file, test.want)
		})
	}
}

// A file of 2 GB is refused without being read to its end.
func TestHugeFiles(t *testing.T) {
	for _, flag := range []string{"--metadata", "--openapi", "--overlay", "--config"} {
		file := filepath.Join(t.TempDir(), "in.x")
		writeParts(t, file, []part{{"x", 1}})
		if err := os.Truncate(file, 2<<30); err != nil {
			t.Skip("skipped: no file of 2 GB here:", err)
		}
		refuses(t, flag, file, "larger than 128 MiB")
	}
}

func writeParts(t *testing.T, file string, parts []part) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<16)
	for _, p := range parts {
		for range p.times {
			if _, err := w.WriteString(p.text); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// refuses generates from a file, which must fail soon with a place and say why, and write nothing.
func refuses(t *testing.T, flag, file, want string) {
	t.Helper()
	out := filepath.Join(filepath.Dir(file), "out")
	cmd := generateCommand()
	cmd.SetArgs([]string{"--out", out, flag, file})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	start := time.Now()
	err := cmd.Execute()
	if err == nil || !strings.HasPrefix(err.Error(), file) || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: got %.300v; want a place and %q", flag, err, want)
	}
	if err != nil && len(err.Error()) > 10_000 {
		t.Errorf("%s: the error has %d bytes", flag, len(err.Error()))
	}
	const limit = time.Minute // seconds on a machine with nothing else to do; what is not refused early takes hours
	if took := time.Since(start); took > limit {
		t.Errorf("%s: took %v", flag, took)
	}
	if _, err := os.Stat(out); err == nil {
		t.Errorf("%s: something was written", flag)
	}
}
