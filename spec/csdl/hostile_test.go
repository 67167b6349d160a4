package csdl_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/corrupt"
)

// Hostile texts are refused with a position and a remedy.
func TestHostile(t *testing.T) {
	annotated := func(value string) string { return wrap(`<Annotation Term="a.t">` + value + `</Annotation>`) }
	for name, test := range map[string]struct{ text, want string }{
		"entities":          {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + wrap(""), "in.csdl:1:57: document type and entity declarations are not allowed; remove the declaration"},
		"unknown entity":    {annotated("<String>&b;</String>"), "invalid character entity &b;"},
		"nesting":           {annotated(strings.Repeat("<Collection>", 1000)), "elements nest deeper than 256"},
		"many elements":     {wrap(strings.Repeat("<a/>", 1_100_000)), "there are more than 1000000 elements"},
		"truncated":         {wrap("")[:200], "the file is truncated, fetch it again"},
		"truncated at end":  {strings.TrimSuffix(wrap(""), ">"), "the file is truncated, fetch it again"},
		"second root":       {wrap("") + wrap(""), "there is a second root element"},
		"attribute twice":   {wrap(`<ComplexType Name="a" Name="b"/>`), "in.csdl:3:1: malformed XML: ComplexType has Name twice; keep one"},
		"NUL byte":          {wrap("<!-- \x00 -->"), "in.csdl:3:6: the text has a NUL byte; fetch it again"},
		"NUL in a name":     {wrap("<ComplexType Name=\"a\x00\"/>"), "the text has a NUL byte"},
		"not UTF-8":         {wrap("<!-- \xff -->"), "in.csdl:3:6: the text is not UTF-8; convert it to UTF-8"},
		"UTF-16, half":      {inUTF16(binary.LittleEndian, "\ufeff<a>\n<b")[:13], "in.csdl:2:2: the text is damaged UTF-16; fetch it again"},
		"UTF-16, surrogate": {inUTF16(binary.LittleEndian, "\ufeff<a>") + "\x00\xd8<\x00", "in.csdl:1:4: the text is damaged UTF-16; fetch it again"},
		"UTF-16, cut pair":  {inUTF16(binary.BigEndian, "<") + "\xd8\x00", "in.csdl:1:2: the text is damaged UTF-16; fetch it again"},
		"UTF-32":            {"\xff\xfe\x00\x00<\x00\x00\x00", "in.csdl:1:1: the text has a NUL byte; fetch it again"},
		"declared encoding": {`<?xml version="1.0" encoding="ISO-8859-1"?>` + wrap("<!-- é -->"), `the encoding is declared as "ISO-8859-1"; convert it to UTF-8`},
		"gzip, damaged":     {"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x01\x02", "damaged gzip data"},
		"gzip, cut off":     {packed(t, wrap(""))[:60], "damaged gzip data"},
		"gzip, bomb":        {packed(t, strings.Repeat(" ", 200<<20)), "larger than 128 MiB; give a smaller description"},
		"gzip in gzip":      {packed(t, packed(t, wrap(""))), "the text is not UTF-8"},
		"too large":         {strings.Repeat(" ", 129<<20), "larger than 128 MiB; give a smaller description"},
		"empty":             {"", "in.csdl: the file is empty; give a file that has content"},
		"no schema":         {`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"/>`, "in.csdl:1:1: the document has no Schema"},
		"version":           {strings.Replace(wrap(""), `"4.0"`, `"5.0"`, 1), `in.csdl:1:1: the version is "5.0"; give a description of OData 4.0 or 4.01`},
		"edm namespace":     {strings.Replace(wrap(""), "/ns/edm\"", "/ns/edn\"", 2), `the XML namespace of this Schema is`},
		"OpenAPI":           {"openapi: 3.0.1\n", "in.csdl:1:1: this is OpenAPI, not CSDL XML; give it as --openapi"},
		"HTML":              {"<html><body/></html>", "in.csdl:1:1: this is HTML, not CSDL XML"},
		"service document":  {`<service xmlns="http://www.w3.org/2007/app"/>`, "add /$metadata to the address"},
		"schema alone":      {`<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm"/>`, "this is a schema without its Edmx element"},
		"OData V2": {`<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices m:DataServiceVersion="2.0" xmlns:m="x"/></edmx:Edmx>`,
			"in.csdl:1:1: this is a description of OData V2, which is another format; give an OData 4.0 or 4.01 description"},
		"OData V3": {`<edmx:Edmx Version="1.0" xmlns:edmx="http://schemas.microsoft.com/ado/2007/06/edmx"><edmx:DataServices m:DataServiceVersion="3.0" xmlns:m="x"/></edmx:Edmx>`,
			"this is a description of OData V3, which is another format"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := csdl.Read("in.csdl", strings.NewReader(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("%.300v\nwant %s", err, test.want)
			}
			if !strings.HasPrefix(err.Error(), "in.csdl") {
				t.Errorf("%.300v\nwant a position first", err)
			}
		})
	}
}

// What is only unusual is read: a byte order mark, CRLF line ends, gzip, UTF-16.
func TestUnusual(t *testing.T) {
	text := wrap(`<ComplexType Name="a"/>`)
	wide := wrap(`<!-- é 𝔞 � --><ComplexType Name="a"/>`)
	for name, input := range map[string]string{
		"byte order mark": "\xef\xbb\xbf" + text,
		"CRLF":            strings.ReplaceAll(text, "\n", "\r\n"),
		"gzip":            packed(t, text),
		"declaration":     `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + text,
		"ASCII as other":  `<?xml version="1.0" encoding="ISO-8859-1"?>` + text,
		"UTF-8 as UTF-16": `<?xml version="1.0" encoding="utf-16"?>` + wide,
		"UTF-16, mark":    inUTF16(binary.LittleEndian, "\ufeff"+`<?xml version="1.0" encoding="UTF-16"?>`+wide),
		"UTF-16, no mark": inUTF16(binary.BigEndian, `<?xml version="1.0" encoding="UTF-16BE"?>`+wide),
		"UTF-16, packed":  packed(t, inUTF16(binary.BigEndian, "\ufeff"+wide)),
		"instructions":    `<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><!-- <!DOCTYPE> -->` + text + "<!-- end --><?end?>\n",
	} {
		doc, err := csdl.Read("in.csdl", strings.NewReader(input))
		if err != nil || len(doc.Schemas[0].Types) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The largest inputs that are read stay within a gigabyte.
func TestMemory(t *testing.T) {
	var members strings.Builder
	for i := range 900_000 {
		fmt.Fprintf(&members, "<Member Name=\"m%d\"/>", i)
	}
	debug.FreeOSMemory() // of the tests before
	before := held()
	doc, err := csdl.Read("in.csdl", strings.NewReader(wrap(`<EnumType Name="e">`+members.String()+`</EnumType>`)))
	if err != nil || len(doc.Schemas[0].Enums[0].Members) != 900_000 {
		t.Fatal(err)
	}
	if taken := held() - before; taken > 1<<30 {
		t.Errorf("%d MiB taken from the system", taken>>20)
	}
}

// held returns how much memory the program has from the system.
func held() uint64 {
	var use runtime.MemStats
	runtime.ReadMemStats(&use)
	return use.Sys - use.HeapReleased
}

func inUTF16(order binary.AppendByteOrder, text string) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, unit)
	}
	return string(out)
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// refusedWell reads a text and returns the error, which must have a position; what is read must be
// fit to be checked.
func refusedWell(t *testing.T, data []byte) error {
	doc, err := csdl.Read("in.csdl", bytes.NewReader(data))
	if err == nil {
		err = spec.Check(doc)
	}
	var one *spec.Error
	if err != nil && !errors.As(err, &one) {
		t.Errorf("an error without position: %v", err)
	}
	return err
}

// Every file of the corpus, cut off and changed at random, is refused or read; one that is cut off
// within its root is refused.
func TestDamagedCorpus(t *testing.T) {
	var total corrupt.Count
	for _, pattern := range []string{"csdl/*.csdl", "csdl-other/*.xml"} {
		files, err := filepath.Glob(corpus.File(t, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files for %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			whole := bytes.LastIndexByte(data, '>')
			count := corrupt.Try(t, data, func(damaged []byte) error {
				err := refusedWell(t, damaged)
				if err == nil && len(damaged) <= whole {
					t.Errorf("%s: read, although cut off at byte %d", file, len(damaged))
				}
				return err
			})
			t.Log(filepath.Base(file), count)
			total.Add(count)
		}
	}
	t.Log("all:", total)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(wrap(`<EntityType Name="t" BaseType="a.t"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Collection(Edm.Decimal)" Scale="variable"/></EntityType>`)))
	f.Add([]byte(wrap(`<Annotations Target="a.t/x"><Annotation Term="a.x"><Record Type="a.r"><PropertyValue Property="p"><If><Path>a.x</Path><Int>1</Int></If></PropertyValue></Record></Annotation></Annotations>`)))
	f.Fuzz(func(t *testing.T, data []byte) { _ = refusedWell(t, data) })
}
