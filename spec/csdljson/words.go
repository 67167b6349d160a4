package csdljson

import (
	"regexp"
	"strings"
)

// oldWords are truth values, nulls or numbers to some version or reader of YAML and strings to
// others, in lower case.
var oldWords = map[string]bool{"y": true, "n": true, "yes": true, "no": true, "on": true, "off": true, "~": true,
	"inf": true, "nan": true, "infinity": true}

// plainText matches texts that every version of YAML reads as that string without quotes, in flow
// style too: words of letters, digits and a few signs, the first of them beginning with a letter,
// "$", "/" or "_".
var plainText = regexp.MustCompile(`^[A-Za-z$/_][A-Za-z0-9$/_.()-]*( [A-Za-z0-9$/_(][A-Za-z0-9$/_.()-]*)*$`)

// isPlain tells whether a string can be written without quotes.
func isPlain(s string) bool {
	lower := strings.ToLower(s)
	return plainText.MatchString(s) && !oldWords[lower] && lower != "true" && lower != "false" && lower != "null"
}
