package csdljson

import (
	"regexp"
	"strings"
)

// oldWords are the words, in lower case, that some versions or readers of YAML read as booleans,
// nulls or numbers and others as strings.
var oldWords = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "~": true,
	"inf": true, "nan": true, "infinity": true}

// unquotedText matches texts that every version of YAML reads as strings without quotes, also in
// flow style: words of letters, digits and a few signs. The first word starts with a letter, "$",
// "/" or "_".
var unquotedText = regexp.MustCompile(`^[A-Za-z$/_][A-Za-z0-9$/_.()-]*( [A-Za-z0-9$/_(][A-Za-z0-9$/_.()-]*)*$`)

// isUnquoted reports whether a string can be written without quotes.
func isUnquoted(s string) bool {
	lower := strings.ToLower(s)
	return unquotedText.MatchString(s) && !oldWords[lower] && lower != "true" && lower != "false" && lower != "null"
}
