package csdljson

import (
	"regexp"
	"strings"
)

// oldWords are truth values, nulls or numbers to some version or reader of YAML and strings to
// others, in lower case.
var oldWords = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "~": true,
	"inf": true, "nan": true, "infinity": true}

// unquotedText matches texts that every version of YAML reads as that string without quotes, in
// flow style too: words of letters, digits and a few signs, the first of them beginning with a
// letter, "$", "/" or "_".
var unquotedText = regexp.MustCompile(`^[A-Za-z$/_][A-Za-z0-9$/_.()-]*( [A-Za-z0-9$/_(][A-Za-z0-9$/_.()-]*)*$`)

// isUnquoted reports whether a string can be written without quotes.
func isUnquoted(s string) bool {
	lower := strings.ToLower(s)
	return unquotedText.MatchString(s) && !oldWords[lower] && lower != "true" && lower != "false" && lower != "null"
}
