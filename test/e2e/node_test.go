package e2e

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A client of Node that others wrote works with `intunegen serve`.
func TestNodeClient(t *testing.T) {
	modules := os.Getenv("NODE_MODULES")
	if _, err := os.Stat(filepath.Join(modules, "@odata", "client")); modules == "" || err != nil {
		t.Skip("skipped: no @odata/client; run `make e2e`, or set NODE_MODULES to a folder with it")
	}
	client := exec.Command("node", "node/odata-client.mjs")
	client.Env = append(os.Environ(), "ROOT="+served(t))
	if out, err := client.CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "done" {
		t.Errorf("%s, %v", out, err)
	}
}

// served starts `intunegen serve` and returns the root that it prints.
func served(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "intunegen")
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/intunegen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	serve := exec.Command(program, "serve", "--at", "127.0.0.1:0")
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = serve.Process.Signal(os.Interrupt)
		if err := serve.Wait(); err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("serve printed nothing")
	}
	root, ok := strings.CutPrefix(lines.Text(), "listening at ")
	if !ok {
		t.Fatalf("serve printed %q", lines.Text())
	}
	go func() { // what it prints must be read
		for lines.Scan() {
		}
	}()
	return root
}
