package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/intunegen/intunegen/spec/printable"
)

// maxLine is the most bytes of a line of a message that are shown.
const maxLine = 1500

// message returns the text of an error or a note for a terminal. Control characters are visible,
// long lines are cut, and addresses have neither password nor query.
func message(text string) string {
	text = password.ReplaceAllString(text, "$1…@")
	text = addressQuery.ReplaceAllString(text, "$1?…")
	lines := strings.Split(printable.Text(text), "\n")
	for i, line := range lines {
		if len(line) > maxLine {
			cut := strings.ToValidUTF8(line[:maxLine], "")
			lines[i] = fmt.Sprintf("%s… (%d more bytes)", cut, len(line)-len(cut))
		}
	}
	return strings.Join(lines, "\n")
}

// The parts of an address that may be secret. One slash is what is left of two when the address is
// taken for a file.
var (
	password     = regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*:/{1,2})[^/\s"?#]*@`)
	addressQuery = regexp.MustCompile(`(https?:/{1,2}[^\s"?]*)\?[^\s"]+`)
)
