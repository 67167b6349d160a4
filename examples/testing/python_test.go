package testing_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// The program in Python works with the service at a socket, which is that of `intunegen serve`.
func TestPythonProgram(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("skipped: there is no python3")
	}
	server := graphtest.New(t, intunebeta.Schema())
	program := exec.Command(python, "categories.py")
	program.Env = append(os.Environ(), "ROOT="+server.URL())
	if out, err := program.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "ok" {
		t.Errorf("%s, %v", out, err)
	}
}

// The code of docs/testing.md is that of the files here.
func TestPageHasTheCodeOfTheseFiles(t *testing.T) {
	page, err := os.ReadFile("../../docs/testing.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(page), "```")
	checked := 0
	for i := 1; i < len(blocks); i += 2 {
		head, code, _ := strings.Cut(blocks[i], "\n")
		language, file, ok := strings.Cut(head, " ")
		if language != "go" && language != "python" {
			continue
		}
		text, err := os.ReadFile(file)
		if !ok || err != nil {
			t.Errorf("block %q names no file of examples/testing", head)
			continue
		}
		checked++
		if !strings.Contains(string(text), strings.TrimSpace(code)) {
			t.Errorf("%s has not the code of the page:\n%s", file, code)
		}
	}
	if checked < 4 {
		t.Errorf("the page has %d blocks of code", checked)
	}
}
