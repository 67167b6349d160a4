package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed runner.go.txt
var runner string

// perPackage is how many snippets go into one package: few packages compile fast, huge ones need
// much memory.
const perPackage = 250

// A module is the temporary module that all snippets are compiled in.
type module struct {
	dir   string
	calls bytes.Buffer // entries of the runner's list
	sent  []answer
}

// An answer is what the recording transport answers to a call.
type answer struct {
	Status int
	Body   string
}

// newModule makes a module that takes the generated package from the repository.
func newModule(root string) (*module, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "conformance")
	if err != nil {
		return nil, err
	}
	m := &module{dir: dir}
	const ours = "github.com/intunegen/intunegen"
	text := strings.Replace(string(mod), "module "+ours, "module example.com/conformance", 1) +
		"\nrequire " + ours + " v0.0.0\nreplace " + ours + " => " + strconv.Quote(root) + "\n"
	if err := m.write("go.mod", []byte(text)); err != nil {
		return m, err
	}
	return m, m.write("go.sum", sum)
}

func (m *module) write(name string, data []byte) error {
	file := filepath.Join(m.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o644)
}

// place returns the package and function of the next snippet.
func (m *module) place() (pkg, function string) {
	n := len(m.sent)
	return fmt.Sprintf("part%d", n/perPackage), fmt.Sprintf("Call%d", n)
}

// add adds the snippet that belongs at place.
func (m *module) add(source []byte, to answer) error {
	pkg, function := m.place()
	_, signature, _ := bytes.Cut(source, []byte("func "+function))
	signature, _, _ = bytes.Cut(signature, []byte("\n"))
	results := "pair"
	if bytes.HasSuffix(signature, []byte(") error {")) {
		results = "nothing"
	}
	fmt.Fprintf(&m.calls, "\tfunc(ctx context.Context, c *intunebeta.Client) (any, error) { return %s(%s.%s(ctx, c)) },\n", results, pkg, function)
	m.sent = append(m.sent, to)
	return m.write(filepath.Join(pkg, strings.ToLower(function)+".go"), source)
}

// run compiles and runs everything and returns what arrived for each call.
func (m *module) run() ([]arrived, error) {
	answers, err := json.Marshal(m.sent)
	if err != nil {
		return nil, err
	}
	if err := m.write("answers.json", answers); err != nil {
		return nil, err
	}
	main, err := format.Source([]byte(m.main()))
	if err != nil {
		return nil, err
	}
	if err := m.write("main.go", main); err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath -mod=mod", "GOWORK=off")
	var fault bytes.Buffer
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the snippets do not run: %w\n%s", err, fault.String())
	}
	var all []arrived
	if err := json.Unmarshal(out, &all); err != nil || len(all) != len(m.sent) {
		return nil, fmt.Errorf("the runner wrote %d results for %d calls: %w", len(all), len(m.sent), err)
	}
	return all, nil
}

// main returns the runner with the list of calls in it.
func (m *module) main() string {
	imports := ""
	for n := 0; n < len(m.sent); n += perPackage {
		imports += fmt.Sprintf("\t%q\n", fmt.Sprintf("example.com/conformance/part%d", n/perPackage))
	}
	text := strings.Replace(runner, "\t// imports of the parts\n", imports, 1)
	return strings.Replace(text, "\t// calls\n", m.calls.String(), 1)
}

// What arrived of one call, and what came of the answer.
type arrived struct {
	Method, Path, Query, Body, Result, Err string
	ContentType                            string
}
