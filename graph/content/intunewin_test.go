package content

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// repacked returns an .intunewin file with its description and content changed, packed as on
// Windows: with backslashes and compressed.
func repacked(t *testing.T, packed []byte, description func(string) string, content func([]byte) []byte) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, entry := range old.File {
		r, _ := entry.Open()
		body, _ := io.ReadAll(r)
		if entry.Name == metadataName {
			body = []byte(description(string(body)))
		} else {
			body = content(body)
		}
		w, _ := archive.Create(strings.ReplaceAll(entry.Name, "/", `\`))
		_, _ = w.Write(body)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sameText(s string) string { return s }

func sameBytes(b []byte) []byte { return b }

// element returns a change of one element of a description.
func element(name, value string) func(string) string {
	return func(s string) string {
		from, to := strings.Index(s, "<"+name+">"), strings.Index(s, "</"+name+">")
		return s[:from] + "<" + name + ">" + value + s[to:]
	}
}

// flip returns a change of one bit; a negative position counts from the end.
func flip(at int) func([]byte) []byte {
	return func(b []byte) []byte {
		b = bytes.Clone(b)
		b[(at+len(b))%len(b)] ^= 1
		return b
	}
}

// zeros32 is 32 zero bytes.
var zeros32 = strings.Repeat("A", 43) + "="

func TestBadIntunewin(t *testing.T) {
	packed := packedOf(t, noise(1000))
	tests := []struct {
		name        string
		description func(string) string
		content     func([]byte) []byte
		want        string
	}{
		{"no XML", func(string) string { return "<a" }, sameBytes, "Detection.xml: XML syntax error"},
		{"huge XML", func(s string) string { return s + strings.Repeat(" ", maxMetadata) }, sameBytes, "larger than"},
		{"other profile", element("ProfileIdentifier", "ProfileVersion9"), sameBytes, "only ProfileVersion1 is known"},
		{"other digest algorithm", element("FileDigestAlgorithm", "MD5"), sameBytes, "only SHA256 is known"},
		{"short key", element("EncryptionKey", "AAAA"), sameBytes, "EncryptionKey has 3 bytes; want 32"},
		{"key that is no base64", element("MacKey", "hunter2!"), sameBytes, "MacKey is not base64"},
		{"other name", element("FileName", "x.intunewin"), sameBytes, "has no IntuneWinPackage/Contents/x.intunewin"},
		{"name with folders", element("FileName", "../x"), sameBytes, "not the name of a file"},
		{"other size", element("UnencryptedContentSize", "2000"), sameBytes, "want 2064, the encrypted size of a file of 2000 bytes"},
		{"size within the padding", element("UnencryptedContentSize", "993"), sameBytes, "is not the FileDigest"},
		{"no size", element("UnencryptedContentSize", "0"), sameBytes, "UnencryptedContentSize is 0"},
		{"cut content", sameText, func(b []byte) []byte { return b[:len(b)-16] }, "has 1040 bytes; want 1056"},
		{"HMAC in front", sameText, flip(0), "not the Mac"},
		{"vector in front", sameText, flip(macSize), "not the InitializationVector"},
		{"ciphertext", sameText, flip(headSize), "damaged"},
		{"end of ciphertext", sameText, flip(-1), "damaged"},
		{"wrong HMAC key", element("MacKey", zeros32), sameBytes, "damaged"},
		{"wrong key", element("EncryptionKey", zeros32), sameBytes, "is not the FileDigest"},
		{"wrong digest", element("FileDigest", zeros32), sameBytes, "is not the FileDigest"},
	}
	for _, test := range tests {
		err := check(repacked(t, packed, test.description, test.content))
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: %v; want %q", test.name, err, test.want)
		}
	}
	if err := check(repacked(t, packed, sameText, sameBytes)); err != nil {
		t.Errorf("unchanged: %v", err)
	}
	for n := range len(packed) / 7 {
		if check(packed[:n*7]) == nil {
			t.Errorf("a file cut off after %d bytes is taken", n*7)
		}
	}
}

// check opens and verifies an .intunewin file.
func check(packed []byte) error {
	file, err := OpenIntunewin(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return err
	}
	return file.Verify()
}
