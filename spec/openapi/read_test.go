package openapi_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/corrupt"
)

// small is a description that reads without fault; {} stands for more schemas.
const small = `openapi: 3.0.1
info: {title: t, version: v}
paths: {}
components:
  schemas:
    n.a:
      type: object
      properties:
        p: {type: string}
`

// What cannot be read is refused with its place and what to do.
func TestRefused(t *testing.T) {
	deep := strings.Repeat("[", 300) + strings.Repeat("]", 300)
	for name, test := range map[string]struct{ text, want string }{
		"Swagger":           {`{"swagger": "2.0"}`, "in:1:13: this is OpenAPI 2 (Swagger 2.0); convert it to OpenAPI 3, or give the service's CSDL as --metadata"},
		"CSDL JSON":         {`{"$Version": "4.01"}`, "in:1:14: this is CSDL JSON, not OpenAPI; give it as --metadata"},
		"CSDL XML":          {`<edmx:Edmx/>`, "in:1:1: this is CSDL XML, not OpenAPI; give it as --metadata"},
		"HTML":              {`<html>`, "in:1:1: this is XML or HTML, not OpenAPI; give OpenAPI 3 in YAML or JSON"},
		"other":             {`{"a": 1}`, `in:1:1: this is not OpenAPI; give an OpenAPI description, which says "openapi"`},
		"a list":            {`[]`, "in:1:1: the document is not an object; give an OpenAPI description"},
		"version":           {`openapi: 4.0.0`, `in:1:10: the version of OpenAPI is "4.0.0"; give OpenAPI 3.0 or 3.1`},
		"no types":          {"openapi: 3.1.0\npaths: {}", "in:1:1: the description has no types; give one with components/schemas; a file that was cut off has none"},
		"syntax":            {"openapi: 3.0.1\npaths: {", "in:2:1: malformed YAML: did not find expected node content; correct the YAML"},
		"nothing":           {"# only a comment", "in: the file holds no value; give a description"},
		"two documents":     {small + "---\na: 1", "in:10:1: the file holds more than one YAML document; keep one"},
		"NUL":               {small + "\x00", "in:10:1: the text has a NUL byte; fetch it again"},
		"encoding":          {small + "\xff", "in:10:1: the text is not UTF-8; convert it to UTF-8"},
		"alias":             {small + "        q: &x {type: string}\n        r: *x", "in:10:12: anchors and aliases are not allowed; write the value out\nin:11:12: anchors and aliases are not allowed; write the value out"},
		"tag":               {small + "        q: !!binary aGk=", "in:10:12: tag !!binary is not allowed; remove it"},
		"double":            {small + "        p: {type: integer}", "in:10:9: p is already given in line 9; keep one"},
		"nesting":           {small + "x: " + deep, "in:10:204: values nest deeper than 200; give a flatter description"},
		"a list as name":    {small + "? [a]\n: b", "in:10:3: a name must be a string; write a name"},
		"reference no text": {small + "        q: {$ref: [a]}", "in:10:19: $ref is not a text; write a text such as #/components/schemas/name"},
		"remote":            {small + "        q: {$ref: 'https://example.com/x.yaml#/a'}", "in:10:19: $ref https://example.com/x.yaml#/a points outside the file and is not fetched; bundle the description into one file"},
		"dangling":          {small + "        q: {$ref: '#/components/schemas/n.b'}", "in:10:19: $ref #/components/schemas/n.b points to nothing; correct the name, or complete the file if it was cut off"},
		"reference cycle":   {small + "        q: {$ref: '#/components/schemas/n.b'}\n    n.b: {$ref: '#/components/schemas/n.c'}\n    n.c: {$ref: '#/components/schemas/n.b'}", "in:12:10: $ref leads back to itself, or over more than 20 others; correct a $ref"},
		"shorthand cycle":   {small + "        q: {$ref: '#/components/schemas/l'}\n    l: {anyOf: [{$ref: '#/components/schemas/l'}, {type: string}]}", "in:11:8: the schema leads back to itself; correct a $ref"},
		"allOf cycle":       {small + "    n.b: {allOf: [{$ref: '#/components/schemas/n.c'}]}\n    n.c: {allOf: [{$ref: '#/components/schemas/n.b'}]}", "in:10:5: type n.b is derived from itself; correct a BaseType\nin:11:5: type n.c is derived from itself; correct a BaseType"},
		"anyOf cycle":       {small + "    n.b: {anyOf: [{$ref: '#/components/schemas/n.c'}]}\n    n.c: {anyOf: [{$ref: '#/components/schemas/n.b'}]}", "in:10:5: type n.b is derived from itself; correct a BaseType\nin:11:5: type n.c is derived from itself; correct a BaseType"},
		"name":              {small + "    n.c d: {type: object}", `in:10:5: name "c d" is not a valid identifier; correct the name`},
		"too many values":   {"openapi: 3.0.1\nx: [" + strings.Repeat(",", 2_100_001) + "]", "in:1:1: the description holds more than 4200000 values; give a smaller description, as Microsoft's file of one workload"},
		"gzip":              {"\x1f\x8b\x08", "in: damaged gzip data: unexpected EOF; fetch it again"},
		"UTF-16, cut off":   {"\xff\xfeo\x00p", "in:1:2: the text is damaged UTF-16; fetch it again"},
		"enumeration twice": {small + "    n.e: {type: string, enum: [x, x]}", "in:10:35: member x of e is defined twice; remove one of the two"},
	} {
		err := read(test.text)
		if err == nil || !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("%s: got %v; want %s", name, err, test.want)
		}
		var fault *spec.Error
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("%s: %v has no place", name, err)
		}
	}
}

// read reads and checks a text.
func read(text string) error {
	read, err := openapi.Read("in", strings.NewReader(text), openapi.Known{})
	if err == nil {
		err = spec.Check(read.Doc)
	}
	return err
}

// Descriptions made to blow up are refused or read, in seconds and within bounds.
func TestHostile(t *testing.T) {
	chain := func(format string, n int) string {
		var b strings.Builder
		b.WriteString(small)
		for i := range n {
			fmt.Fprintf(&b, format, i, i+1)
		}
		return b.String()
	}
	const deepest = "    n.a%d: {allOf: [{$ref: '#/components/schemas/n.a%d'}]}\n"
	for name, test := range map[string]struct{ text, want string }{
		"alternatives of alternatives": {chain("    h%[1]d: {anyOf: [{$ref: '#/components/schemas/h%[2]d'}, {$ref: '#/components/schemas/h%[2]d'}]}\n", 60) + "    h60: {type: string}\n    n.b: {type: object, properties: {q: {$ref: '#/components/schemas/h0'}}}", ""},
		"a long line of bases":         {chain(deepest, 20_000) + "    n.a20000: {type: object}", "derives from more than 100 others"},
		"a long line of references":    {chain("    r%d: {$ref: '#/components/schemas/r%d'}\n", 10_000) + "    r10000: {type: string}\n    n.b: {type: object, properties: {q: {$ref: '#/components/schemas/r0'}}}", "over more than 20 others"},
		"a long path":                  {strings.Replace(small, "paths: {}", "paths: {"+strings.Repeat("/a", 400)+": {get: {}}}", 1), "has more than 100 segments"},
		"many paths to nowhere":        {strings.Replace(chain("", 0), "paths: {}", "paths:\n"+paths(50_000), 1), ""},
		"many members":                 {small + "    n.e: {type: string, enum: [" + list(300_000) + "]}", ""},
		"a long name":                  {small + "    n." + strings.Repeat("b", 1<<20) + ": {type: object}", "malformed YAML: could not find expected ':'"},
	} {
		start := time.Now()
		err := read(test.text)
		if got := fmt.Sprint(err); test.want == "" && err != nil || !strings.Contains(got, test.want) {
			t.Errorf("%s: got %.200s; want %q", name, got, test.want)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func paths(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  /r/s%d/n.do(): {get: {x-ms-docs-operation-type: function}}\n", i)
	}
	return b.String()
}

func list(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "m%d,", i)
	}
	return b.String()
}

// A byte order mark, CRLF line ends and JSON in the place of YAML make no difference.
func TestForms(t *testing.T) {
	for name, text := range map[string]string{
		"YAML": small, "BOM": "\ufeff" + small, "CRLF": strings.ReplaceAll(small, "\n", "\r\n"),
		"JSON": `{"openapi":"3.1.0","info":{"title":"t","version":"v"},"components":{"schemas":{"n.a":{"type":["object","null"],"properties":{"p":{"type":"string"}}}}}}`,
		"tabs": "{\n\t\"openapi\": \"3.0.0\",\n\t\"components\": {\"schemas\": {\"n.a\": {\"type\": \"object\", \"properties\": {\"p\": {\"type\": \"string\"}}}}}\n}",
	} {
		read, err := openapi.Read("in", strings.NewReader(text), openapi.Known{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		a := spec.NewIndex(read.Doc).Types["n.a"]
		if a == nil || len(a.Properties) != 1 || a.Properties[0].Name != "p" || a.Properties[0].Type.Name != "Edm.String" {
			t.Errorf("%s: got %+v", name, a)
		}
	}
}

// A file cut off or damaged anywhere is read or refused, without a panic.
func TestDamaged(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "damaged.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for i := range text {
		cut := text[:i]
		flipped := bytes.Clone(text)
		flipped[i] ^= byte(1 << (i % 7))
		for _, data := range [][]byte{cut, flipped} {
			if err := read(string(data)); err != nil {
				refused++
				if !strings.HasPrefix(err.Error(), "in:") {
					t.Fatalf("%q has no place", err)
				}
			}
		}
	}
	if refused == 0 || refused == 2*len(text) {
		t.Errorf("%d of %d refused", refused, 2*len(text))
	}
}

// Every OpenAPI file of the corpus, cut off and changed at random, is refused or read.
func TestDamagedCorpus(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "openapi", "*.*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	var total corrupt.Count
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		data, err := spec.ReadInput(file, bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		count := corrupt.Try(t, data, func(damaged []byte) error {
			err := read(string(damaged))
			if err != nil && !strings.HasPrefix(err.Error(), "in:") {
				t.Errorf("%s: %q has no place", file, err)
			}
			return err
		})
		t.Log(filepath.Base(file), count)
		total.Add(count)
	}
	t.Log("all:", total)
}

// Reading takes under two seconds and 600 MB.
func BenchmarkRead(b *testing.B) {
	known, err := beta.Document()
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile(corpus.File(b, "openapi", "ms-beta-2024-10-01-DeviceManagement.yml.gz"))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := openapi.Read("in", bytes.NewReader(data), openapi.Known{Doc: known, Path: "/beta"}); err != nil {
			b.Fatal(err)
		}
	}
}

// No input makes the reader panic, hang or refuse without saying where.
func FuzzRead(f *testing.F) {
	f.Add(small)
	files, _ := filepath.Glob(filepath.Join("testdata", "*.yaml"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := read(text); err != nil && !strings.HasPrefix(err.Error(), "in:") {
			t.Errorf("%q has no place", err)
		}
	})
}
