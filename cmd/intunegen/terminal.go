package main

import (
	"fmt"
	"strings"

	"github.com/intunegen/intunegen/spec/printable"
)

// This file makes text of others fit for a terminal. Descriptions, file names and answers of
// servers may hold what a terminal obeys.

// maxLine is how many bytes of a line of a message are shown.
const maxLine = 1500

// message returns the text of an error or a note, visible and with no endless lines.
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
