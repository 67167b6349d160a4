package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/intunegen/intunegen/gen/project/lock"
)

// A lock that cannot be read is an error, and the package is not called up to date.
func TestBrokenLockIsNotUpToDate(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "another file": "x\n", "cut off": "intunegen lock 2\ngenerator v1.0.0\n"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, lock.Name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, check := range []bool{false, true} {
				var out bytes.Buffer
				r := generateRun{out: dir, pkg: "esim", types: []string{"embeddedSIMActivationCodePool"}, check: check}
				if err := r.run(&out); err == nil || out.Len() > 0 {
					t.Errorf("check %t: printed %q, %v; want an error alone", check, &out, err)
				}
			}
		})
	}
}
