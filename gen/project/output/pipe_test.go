//go:build unix

package output

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/intunegen/intunegen/gen/project/lock"
)

// irregular makes one of each that is not a regular file.
var irregular = map[string]func(file string) error{
	"a named pipe": func(file string) error { return syscall.Mkfifo(file, 0o600) },
	"a directory":  func(file string) error { return os.Mkdir(file, 0o755) },
	"a link":       func(file string) error { return os.Symlink("/dev/zero", file) },
	"a socket": func(file string) error {
		l, err := net.ListenUnix("unix", &net.UnixAddr{Name: file, Net: "unix"})
		if err == nil {
			l.SetUnlinkOnClose(false)
			err = l.Close()
		}
		return err
	},
}

// What is not a regular file is not read, and nobody waits for it.
func TestFaultA5_IrregularFiles(t *testing.T) {
	for kind, make := range irregular {
		for _, name := range []string{lock.Name, GuardName} {
			dir, err := os.MkdirTemp("", "o") // short enough for a socket
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			if err := make(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			if interrupted(dir) {
				t.Errorf("%s as %s is a journal", kind, name)
			}
			_, err = Open(dir)
			if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, name)+":1:1: is "+kind) {
				t.Errorf("%s as %s: %v", kind, name, err)
			}
		}
	}
}
