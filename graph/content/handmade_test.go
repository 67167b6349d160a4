package content

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os/exec"
	"testing"
)

// A file made by openssl and a zip alone is opened, verified and decrypted.
func TestHandmadeIntunewin(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed")
	}
	plain, key, macKey, iv := noise(5000), noise(32), noise(32), noise(16)
	cipher := openssl(t, plain, "enc", "-aes-256-cbc", "-K", hex.EncodeToString(key), "-iv", hex.EncodeToString(iv))
	signed := append(bytes.Clone(iv), cipher...)
	mac := openssl(t, signed, "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:"+hex.EncodeToString(macKey), "-binary")
	digest := openssl(t, plain, "dgst", "-sha256", "-binary")
	text := base64.StdEncoding.EncodeToString
	xml := fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?>
<ApplicationInfo xmlns:xsd="http://www.w3.org/2001/XMLSchema" ToolVersion="1.8.6.0"><Name>app</Name><UnencryptedContentSize>%d</UnencryptedContentSize>
<FileName>app.intunewin</FileName><SetupFile>app.exe</SetupFile><EncryptionInfo><EncryptionKey>%s</EncryptionKey><MacKey>%s</MacKey>
<InitializationVector>%s</InitializationVector><Mac>%s</Mac><ProfileIdentifier>ProfileVersion1</ProfileIdentifier><FileDigest>%s</FileDigest>
<FileDigestAlgorithm>SHA256</FileDigestAlgorithm></EncryptionInfo></ApplicationInfo>`, len(plain), text(key), text(macKey), text(iv), text(mac), text(digest))
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for name, data := range map[string][]byte{"IntuneWinPackage/Metadata/Detection.xml": []byte("\uFEFF" + xml), "IntuneWinPackage/Contents/app.intunewin": append(bytes.Clone(mac), signed...)} {
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	file := opened(t, b.Bytes())
	var got bytes.Buffer
	if err := file.Decrypt(&got); err != nil || !bytes.Equal(got.Bytes(), plain) || file.Setup != "app.exe" {
		t.Errorf("decrypted %d bytes, setup %q, %v", got.Len(), file.Setup, err)
	}
}
