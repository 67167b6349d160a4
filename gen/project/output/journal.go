package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// GuardName is the file that is in a package while its files are replaced. No generated file has an underscore in its name.
const GuardName = "intunegen_interrupted.go"

// A journal says how a directory becomes the new package.
type journal []step

// A step replaces one file. The hashes are those of its content before and after, [absent] where there is no file.
type step struct{ name, old, new string }

const absent = "-"

func (s step) changes() bool { return s.old != s.new }

const guardText = `// %s

package %s

// intunegen generate was interrupted: some files of this package are new and some are not. The next run does the rest.
const _ = runIntunegenGenerateAgain

`

// guard returns the text of the guard, which holds the journal.
func (j journal) guard(pkg string) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, guardText, emit.Header, pkg)
	for _, s := range j {
		fmt.Fprintf(&b, "// replace %s %s %s\n", s.old, s.new, s.name)
	}
	return b.Bytes()
}

// readJournal reads the journal out of a guard.
func readJournal(guard []byte) journal {
	var j journal
	for line := range strings.Lines(string(guard)) {
		if words := strings.Fields(line); len(words) == 5 && words[1] == "replace" {
			j = append(j, step{name: words[4], old: words[2], new: words[3]})
		}
	}
	return j
}

// Interrupted tells whether a run was interrupted while it replaced files of the directory.
func Interrupted(dir string) bool {
	data, err := os.ReadFile(filepath.Join(dir, GuardName))
	return err == nil && isOurs(data)
}

// Recover does what an interrupted run has left to do. When that is no longer possible, because files were changed since, the guard
// stays until a whole package is written.
func Recover(dir string) error {
	if !Interrupted(dir) {
		return nil
	}
	guard, err := os.ReadFile(filepath.Join(dir, GuardName))
	if err != nil {
		return fmt.Errorf("%s: cannot read the file; make it readable: %w", filepath.Join(dir, GuardName), err)
	}
	r, j := replacement{disk: realDisk{}, dir: dir}, readJournal(guard)
	if !r.possible(j) {
		return nil
	}
	if err := r.finish(j); err != nil {
		return fmt.Errorf("%s: an interrupted run cannot be completed; run again when the directory can be written: %w", dir, err)
	}
	return nil
}

// possible tells whether every step has been done, or can be done to what was there when the journal was written.
func (r replacement) possible(j journal) bool {
	for _, s := range j {
		placed := hashOf(r.placed(s.name))
		undone := placed == s.old || placed == absent
		done := placed == s.new
		if filepath.Base(s.name) != s.name || !done && !(undone && (s.new == absent || hashOf(r.staged(s.name)) == s.new)) {
			return false
		}
	}
	return len(j) > 0
}

// hashOf returns the hash of a file, [absent] when there is none, "" when it cannot be read.
func hashOf(file string) string {
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent
	case err != nil:
		return ""
	}
	return lock.Hash(data)
}
