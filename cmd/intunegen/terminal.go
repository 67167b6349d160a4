package main

import (
	"fmt"
	"strings"

	"github.com/intunegen/intunegen/spec/printable"
)

// maxLine is the most bytes of a line of a message that are shown.
const maxLine = 1500

// message returns the text of an error or a note for a terminal. Control characters are visible,
// and long lines are cut.
func message(text string) string {
	lines := strings.Split(printable.Text(text), "\n")
	for i, line := range lines {
		if len(line) > maxLine {
			cut := strings.ToValidUTF8(line[:maxLine], "")
			lines[i] = fmt.Sprintf("%s… (%d more bytes)", cut, len(line)-len(cut))
		}
	}
	return strings.Join(lines, "\n")
}
