package golden

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/parser"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/test/corpus"
)

const module = "github.com/intunegen/intunegen/"

// sent is what the calls of all cases send, by case and section. They are one program, since to
// link one takes longer than to run it.
var sent struct {
	once    sync.Once
	sending map[string]map[string]string
	err     error
}

// calls returns what each section call/NAME of a case sends, as wire/NAME.
func calls(t *testing.T, g *golden) map[string]string {
	t.Helper()
	sent.once.Do(func() {
		p := program{root: corpus.Repository(t), dir: t.TempDir(), replace: map[string]string{}}
		for i, file := range archives(t, ".") {
			if sent.err == nil {
				sent.err = p.add(load(t, file), fmt.Sprintf("case%d", i))
			}
		}
		if sent.err == nil {
			sent.sending, sent.err = p.run()
		}
	})
	if sent.err != nil {
		t.Fatal(sent.err)
	}
	return sent.sending[g.file]
}

// A program consists of files in a folder that only the go command sees, by its flag -overlay.
// There they are part of this module and compile with its requirements.
type program struct {
	root    string            // of the module
	dir     string            // of the files
	replace map[string]string // the path in the module to that of the file
	cases   []string          // the functions that make the calls, by name
}

// write adds a file to the program.
func (p *program) write(name, text string) error {
	file := filepath.Join(p.dir, fmt.Sprintf("%d.go", len(p.replace)))
	p.replace[filepath.Join(p.root, "golden", "program", filepath.FromSlash(name))] = file
	return os.WriteFile(file, []byte(text), 0o644)
}

// add adds the calls of a case, and the package that its description gives.
func (p *program) add(g *golden, name string) error {
	list := g.under("call/")
	if len(list) == 0 {
		return nil
	}
	input, err := g.input()
	if err != nil {
		return err
	}
	imported := "generated/intunebeta"
	if input != "" {
		imported = "golden/program/" + name
		result, err := g.generated(input, map[string]string{})
		if err != nil {
			return fmt.Errorf("%s: %w", g.file, err)
		}
		for _, f := range result.Files {
			if err := p.write(name+"/"+f.Name, string(f.Data)); err != nil {
				return err
			}
		}
	}
	text, err := g.callsOf(name, module+imported, filepath.Join(p.root, "golden", g.file), list)
	if err != nil {
		return err
	}
	p.cases = append(p.cases, name)
	return p.write(name+".go", text)
}

// callsOf returns a Go file with a function that returns what the calls of a case send, by section.
// Each call is an expression, whose package is called golden or intunebeta. The compiler finds
// faults at their line of the file where, the case.
func (g *golden) callsOf(name, imported, where string, list []txtar.File) (string, error) {
	alias, options := "golden", `&graph.ClientOptions{BaseURL: "https://example.com/beta"}`
	if strings.HasSuffix(imported, "/intunebeta") {
		alias, options = "intunebeta", "nil"
	}
	var out strings.Builder
	fmt.Fprintf(&out, callsHead, alias, imported, name, alias, options, g.file)
	for _, call := range list {
		if _, err := parser.ParseExpr(string(call.Data)); err != nil {
			return "", fmt.Errorf("%s: %s is not a Go expression: %w", g.file, call.Name, err)
		}
		section := "wire/" + strings.TrimPrefix(call.Name, "call/")
		fmt.Fprintf(&out, "\tout[%q] = wiretext.Of(\n//line %s:%d\n%s,\n\t)\n",
			section, where, g.line(call.Name), strings.TrimSpace(string(call.Data)))
	}
	return out.String() + "\treturn out\n}\n", nil
}

// line returns the line on which the text of a section starts.
func (g *golden) line(section string) int {
	before, _, _ := strings.Cut(string(txtar.Format(g.archive)), "-- "+section+" --\n")
	return strings.Count(before, "\n") + 2
}

const callsHead = `package main

import (
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/test/wiretext"
	%s %q
)

var _, _ = graph.Global, odata.Set[int] // both are imported for calls that need them

func %s() map[string]string {
	client, err := %s.NewClient(nil, %s)
	if err != nil {
		panic(err)
	}
	_ = client
	out := map[string]string{"": %q}
`

// run compiles and runs the program.
func (p *program) run() (map[string]map[string]string, error) {
	if err := p.write("main.go", mainOf(p.cases)); err != nil {
		return nil, err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": p.replace})
	if err != nil {
		return nil, err
	}
	file := filepath.Join(p.dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		return nil, err
	}
	var faults bytes.Buffer
	cmd := exec.Command("go", "run", "-overlay", file, "./golden/program")
	cmd.Dir, cmd.Stderr = p.root, &faults
	output, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the calls do not run: %w\n%s", err, faults.String())
	}
	var sending map[string]map[string]string
	return sending, json.Unmarshal(output, &sending)
}

// mainOf returns a main function that writes what the calls of all cases send.
func mainOf(cases []string) string {
	return `package main

import (
	"encoding/json"
	"os"
)

func main() {
	all := map[string]map[string]string{}
	for _, sent := range []map[string]string{` + strings.Join(cases, "(), ") + `()} {
		file := sent[""]
		delete(sent, "")
		all[file] = sent
	}
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		panic(err)
	}
}
`
}
