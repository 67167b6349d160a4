// Package keyfile names files by the keys of resources, for the folders that tenants are kept in.
package keyfile

import (
	"fmt"
	"strings"
)

// Name returns a key as the name of a file without extension. Characters that some file system does
// not take are escaped as in a URL, so that url.PathUnescape gives the key back.
func Name(key string) string {
	var b strings.Builder
	for i := range len(key) {
		c := key[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' && i > 0 && i < len(key)-1 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
