package keyfile

import (
	"net/url"
	"strings"
	"testing"
)

func TestName(t *testing.T) {
	for _, key := range []string{"ec308741-8741-ec30-4187-30ec418730ec", "1_g", ".", "..", ".a", "a.", "a.b", "a/b", `a\b`, "a b", "a*b", "a'b", "a:b?", "ä@x", "a%2Fb", ""} {
		name := Name(key)
		if back, err := url.PathUnescape(name); err != nil || back != key {
			t.Errorf("%q is %q, which gives %q back: %v", key, name, back, err)
		}
		if strings.ContainsAny(name, `/\:*?"<>| '`) || strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".") {
			t.Errorf("%q is %q, which some file systems do not take", key, name)
		}
	}
}
