// Command table measures everything that has a mark, or only the parts that are named (codec,
// generate, inputs, pages, compile, startup, size, opens, editing, before), and prints one table;
// run it from the folder bench. What a user's builds and editor cost is in compile, size, opens,
// editing and before.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"text/tabwriter"
)

// row is a measured figure and its mark.
type row struct {
	what  string
	value float64
	unit  string
	mark  float64
	least bool // the mark is the least value, otherwise the largest
}

func (r row) met() string {
	switch {
	case r.mark == 0:
		return ""
	case r.least && r.value >= r.mark, !r.least && r.value <= r.mark:
		return "met"
	}
	return "MISSED"
}

func main() {
	if len(os.Args) > 2 && os.Getenv(logVariable) != "" {
		os.Exit(runTool(os.Args[1:])) // as the go command's -toolexec
	}
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// parts are measured in this order: compile compiles what generate wrote. Each has a folder of its
// own.
var parts = []struct {
	name    string
	measure func(dir string) ([]row, error)
}{{"codec", codec}, {"generate", generate}, {"inputs", inputs}, {"pages", pages}, {"compile", compile}, {"startup", startup}, {"size", size}, {"opens", opens}, {"editing", editing}, {"before", before}}

func run(only []string) error {
	// All folders are removed at the end: for a minute after thousands of files were, making others
	// takes several times as long (ext4).
	all, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(all)
	var rows []row
	for _, part := range parts {
		if len(only) > 0 && !slices.Contains(only, part.name) {
			continue
		}
		dir := filepath.Join(all, part.name)
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
		more, err := part.measure(dir)
		if err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "what\tmeasured\tmark\t")
	for _, r := range rows {
		mark := ""
		if r.mark != 0 {
			mark = map[bool]string{true: ">= ", false: "<= "}[r.least] + fmt.Sprintf("%g", r.mark)
		}
		fmt.Fprintf(w, "%s\t%.4g %s\t%s\t%s\n", r.what, r.value, r.unit, mark, r.met())
	}
	return w.Flush()
}
