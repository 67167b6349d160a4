package output

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// GuardName is the file that is in a package only while its files are replaced. Generated files
// have no underscore in their names.
const GuardName = "intunegen_interrupted.go"

// A journal lists the steps that turn a directory into the new package.
type journal []step

// A step replaces one file. old and new are the hashes of its content before and after, [absent]
// for no file.
type step struct{ name, old, new string }

const absent = "-"

func (s step) changes() bool { return s.old != s.new }

const guardText = `// %s

package %s

// intunegen generate was interrupted: some files of this package are new and some are not. The next
// run does the rest.
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

// readJournal parses the journal in a guard.
func readJournal(guard []byte) journal {
	var j journal
	for line := range strings.Lines(string(guard)) {
		if words := strings.Fields(line); len(words) == 5 && words[1] == "replace" {
			j = append(j, step{name: words[4], old: words[2], new: words[3]})
		}
	}
	return j
}

// Interrupted reports whether a run was interrupted while it replaced files of the directory.
func (f *Folder) Interrupted() bool {
	data, err := f.Read(GuardName)
	return err == nil && isOurs(GuardName, data)
}

// Recover completes an interrupted run. If that is not possible, because files were changed since,
// the guard stays until the whole package is written.
func (f *Folder) Recover() error {
	if !f.Interrupted() {
		return nil
	}
	guard, err := f.Read(GuardName)
	if err != nil {
		return err
	}
	j := readJournal(guard)
	if !f.possible(j) {
		return nil
	}
	if err := f.finish(j); err != nil {
		return fmt.Errorf("%s: an interrupted run cannot be completed; run again when the directory can be written: %w", f.dir, err)
	}
	return nil
}

// possible reports whether each step of a journal has been done or can still be done: the file has
// the content that the step expects. The journal may be forged, so both the file that a step
// replaces and the new one must be generated files.
func (f *Folder) possible(j journal) bool {
	for _, s := range j {
		placed := f.hashOf(s.name)
		undone := placed == absent || placed == s.old && f.isOurs(s.name, s.name)
		done := placed == s.new
		if !mayBeOurs(s.name) || !done && !(undone && (s.new == absent || f.hashOf(f.staged(s.name)) == s.new && f.isOurs(f.staged(s.name), s.name))) {
			return false
		}
	}
	return len(j) > 0
}

// isOurs reports whether the content of a file is that of a generated file called name.
func (f *Folder) isOurs(file, name string) bool {
	data, err := f.Read(file)
	return err == nil && (name == lock.Name || isOurs(name, data))
}

// mayBeOurs reports whether generate writes files of that name.
func mayBeOurs(name string) bool {
	return name == lock.Name || lock.IsFileName(name) && name != GuardName
}
