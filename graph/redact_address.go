package graph

import "strings"

// signatures are the query parameters, in lower case, that make an address work without a token.
var signatures = []string{"sig=", "signature="}

// signedAddresses reports the queries of signed addresses, such as those of Azure Storage.
func signedAddresses(v *view, hide func(from, to int32)) {
	for i := 0; i < len(v.text); i++ {
		size := signatureAt(v.text, i)
		if size == 0 {
			continue
		}
		start, end := i+size, i+size
		for at := i; at > 0 && isOfAddress(v.text[at-1]); at-- {
			if v.text[at-1] == '?' {
				start = at
			}
		}
		for end < len(v.text) && isOfAddress(v.text[end]) {
			end++
		}
		if end > start {
			from, _ := v.span(start)
			_, to := v.span(end - 1)
			hide(from, to)
		}
		i = end
	}
}

// signatureAt returns the size of the name of a signature at i with its =, or 0.
func signatureAt(text []byte, i int) int {
	if text[i]|0x20 != 's' {
		return 0
	}
	for _, name := range signatures {
		isWord := i == 0 || !isLetter(text[i-1])
		if isWord && len(text)-i >= len(name) && strings.EqualFold(string(text[i:i+len(name)]), name) {
			return len(name)
		}
	}
	return 0
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isOfAddress reports whether a byte can be in a URL, or in a URL that is escaped for HTML.
func isOfAddress(b byte) bool {
	return b > ' ' && b != 0x7f && !strings.ContainsRune("\"'<>\\^`{|}", rune(b))
}
