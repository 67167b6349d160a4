package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is asked wrongly is answered with what is wrong and what to do, and nothing is written.
func TestBadUsage(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	write("file", "x")
	write("other/x.yaml", "a: b")
	write("empty.xml", `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm"/></edmx:DataServices></edmx:Edmx>`)
	write("none/readme.md", "x")
	write("c.yaml", "output: out\ntypes: [embeddedSIMActivationCodePol]\noperations:\n- /deviceMangement\nworkloads: [esmi]\n")
	write("o.yaml", "corrections:\n- target: mobileApp/displayName\n  type: Edm.Strin\n  reason: a test\n  link: https://example.com\n")
	for line, want := range map[string]string{
		"generat":                                `intunegen has no command "generat"; did you mean generate`,
		"banana":                                 `intunegen has no command "banana"; see intunegen --help`,
		"overlay lnt":                            `intunegen overlay has no command "lnt"; did you mean lint`,
		"generate more --out out":                `intunegen generate takes only flags, and was given ["more"]; see intunegen generate --help`,
		"describe":                               "intunegen describe takes the name of a type, and was given []; see intunegen describe --help",
		"generate --bogus":                       "unknown flag: --bogus; see intunegen generate --help",
		"generate --out out --metadata=":         "--metadata is empty; give it a file, or leave it out",
		"generate --out out --config=":           "--config is empty; give it a file, or leave it out",
		"snippet --openapi= file":                "--openapi is empty; give it a file, or leave it out",
		"generate --out file":                    "file: is not a directory, or below a file; name another with --out",
		"generate --out file/below":              "file/below: is not a directory, or below a file; name another with --out",
		"import --metadata empty.xml --out file": "file: is not a directory, or below a file; name another with --out",
		"generate --out out --metadata none":     "none: the folder holds no description; name one that intunegen import has written, or a file",
		"generate --out out --metadata other":    "other/x.yaml:1:1: the document has no $Version",
		"generate --out out --openapi none":      "none: cannot be read: read none: is a directory; name a file that can be read",
		"generate --out out --overlay o.yaml":    "o.yaml:3:3: type Edm.Strin is not defined; did you mean Edm.String",
		"overlay lint o.yaml":                    "o.yaml:3:3: type Edm.Strin is not defined; did you mean Edm.String",
		"generate --config c.yaml": "c.yaml:2:9: type embeddedSIMActivationCodePol: the description has no type of that name; did you mean embeddedSIMActivationCodePool\n" +
			"c.yaml:4:3: operations /deviceMangement: the description has no such path; ",
		"describe microsoft.graph.mobileAp": "did you mean microsoft.graph.mobileApp",
		"permissions":                       ".: there is no package; name one of a module, as ./cmd/app",
		"permissions none":                  "none: package none is not in std",
	} {
		if err := execute(strings.Fields(line), io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", line, err, want)
		}
		if _, err := os.Stat("out"); err == nil {
			t.Fatalf("%s: something was written", line)
		}
	}
}

// A failed write to standard output is an error, because half an answer must not look complete.
func TestOutputThatCannotBeWritten(t *testing.T) {
	for _, line := range []string{"describe mobileApp", "permissions --type mobileApp", "version", "--help"} {
		if err := execute(strings.Fields(line), full{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v; want %v", line, err, errFull)
		}
	}
}

var errFull = errors.New("no space left on device")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
