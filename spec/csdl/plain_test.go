package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/test/corpus"
)

// What is read plainly is what the library reads, up to where a document is left to the library.
func TestPlainSource(t *testing.T) {
	for text, whole := range map[string]bool{
		`<a b='1' c = "2"><!-- - --><d/>text</a >`:                         true,
		"<?xml version='1.0' encoding='utf-8'?>\n<a\n\tb=\"1\"/>\n":        true,
		`<?xml version="1.0" encoding="ISO-8859-1"?><a/>`:                  true,
		"<a b='1\r\n2\r3\n4'>\r\n5\r</a>":                                  true,
		`<a b="&lt;&#233;é">&amp;é] ]&gt;</a>`:                             true,
		`<p:a xmlns:p="u" xmlns="v" p:b="1" xml:b="1"><b xmlns=""/></p:a>`: true,
		`<a xmlns:p="u"><b xmlns:p="v"><p:c/></b><p:c q:d="1"/></a>`:       true,
		`<a><b/>`:                    false,
		`<a></b>`:                    false,
		`<a/></a>`:                   false,
		`<a>]]></a>`:                 false,
		"<a>\x01</a>":                false,
		`<a b="<"/>`:                 false,
		`<a b="&x;"/>`:               false,
		`<a b="1/>`:                  false,
		`<a b=1/>`:                   false,
		`<a b/>`:                     false,
		`<a / >`:                     false,
		`<a`:                         false,
		`<a b='1' `:                  false,
		`<a b`:                       false,
		`<a b=`:                      false,
		`< a/>`:                      false,
		`<é/>`:                       false,
		`<a:b:c/>`:                   false,
		`<:a/>`:                      false,
		`<a:/>`:                      false,
		`<-a/>`:                      false,
		`<xmlns xmlns="u"/>`:         false,
		`<a><!-- -- --></a>`:         false,
		`<a><!-- </a>`:               false,
		`<a><![CDATA[b]]></a>`:       false,
		`<a><?b c?></a>`:             false,
		`<!DOCTYPE a><a/>`:           false,
		`<?xml version="1.1"?><a/>`:  false,
		`<?xml version="1.0"`:        false,
		`<?xml version="1.0>"?><a/>`: false,
	} {
		if read := sameTokens(t, []byte(text)); read != whole {
			t.Errorf("%s\nread to the end: %t", text, read)
		}
	}
}

// sameTokens compares both sources, and tells whether the plain one read the whole document.
func sameTokens(t *testing.T, data []byte) bool {
	t.Helper()
	charset := charsets(data)
	p, library := newPlainSource(data, charset), newLibrarySource(data, charset)
	for {
		got, failure := significant(p)
		if errors.Is(failure, errNotPlain) {
			return false
		}
		want, err := significant(library)
		if err != nil || failure != nil || got != want {
			t.Fatalf("%q\nplain   %+v %v\nlibrary %+v %v", data, got, failure, want, err)
		}
		if got.kind == endOfDocument {
			return true
		}
	}
}

// A placed token is a token with the position after it, comparable.
type placed struct {
	kind         kind
	name         xml.Name
	attrs, text  string
	line, column int
}

// significant returns the next token but for comments and declarations.
func significant(in source) (placed, error) {
	for {
		t, err := in.next()
		if err != nil || t.kind != other {
			line, column := in.position()
			return placed{t.kind, t.name, fmt.Sprintf("%q", t.attrs), string(t.text), line, column}, err
		}
	}
}

// The descriptions of Microsoft Graph are read plainly to their ends; those of others are where they are written so.
func TestPlainCorpus(t *testing.T) {
	for _, folder := range []string{"csdl", "csdl-other"} {
		files, err := filepath.Glob(corpus.File(t, folder, "*ml"))
		if err != nil {
			t.Fatal(err)
		}
		graph, err := filepath.Glob(corpus.File(t, folder, "*.csdl"))
		if err != nil || len(files)+len(graph) == 0 {
			t.Fatalf("no files in %s: %v", folder, err)
		}
		for _, file := range append(files, graph...) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if whole := sameTokens(t, bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))); !whole && strings.HasSuffix(file, ".csdl") {
				t.Errorf("%s is left to the library", file)
			} else if !whole {
				t.Logf("%s is left to the library", file)
			}
		}
	}
}

func FuzzPlainSource(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><p:a xmlns:p="u" xmlns="v" b='1'><c d="&amp;é"/><!-- x -->text]<e></e ></p:a>`))
	f.Add([]byte("<a\r\n\tb = '1\r2'>&#10;</a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if !bytes.ContainsRune(data, 0) && bytes.Equal(bytes.ToValidUTF8(data, nil), data) {
			sameTokens(t, data)
		}
	})
}
