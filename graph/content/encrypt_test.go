package content

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// noise returns a file of size bytes of noise.
func noise(size int) []byte {
	b := make([]byte, size)
	_, _ = rand.Read(b)
	return b
}

func encrypted(t *testing.T, plain []byte) *File {
	t.Helper()
	file, err := Encrypt(bytes.NewReader(plain), int64(len(plain)), "setup.exe")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// packedOf returns an .intunewin file.
func packedOf(t *testing.T, plain []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encrypted(t, plain).WriteIntunewin(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t *testing.T, packed []byte) *File {
	t.Helper()
	file, err := OpenIntunewin(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// Sizes around those of a block of AES and of a chunk.
var sizes = []int{1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 3*chunk + 5}

func TestEncryptDecrypts(t *testing.T) {
	for _, size := range sizes {
		plain := noise(size)
		file := opened(t, packedOf(t, plain))
		var got bytes.Buffer
		if err := file.Decrypt(&got); err != nil || !bytes.Equal(got.Bytes(), plain) {
			t.Errorf("%d bytes: decrypted %d bytes, %v", size, got.Len(), err)
		}
		if file.Size != int64(size) || file.EncryptedSize != encryptedSize(int64(size)) {
			t.Errorf("%d bytes: Size %d, EncryptedSize %d", size, file.Size, file.EncryptedSize)
		}
	}
}

// openssl is another implementation of all three algorithms.
func TestOpensslDecrypts(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("openssl is not installed")
	}
	for _, size := range sizes {
		plain := noise(size)
		file := encrypted(t, plain)
		if err := file.Verify(); err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if err := file.copyTo(&content); err != nil {
			t.Fatal(err)
		}
		e, b := file.source.info(), content.Bytes()
		got := openssl(t, b[headSize:], "enc", "-d", "-aes-256-cbc", "-K", hex.EncodeToString(e.key[:]), "-iv", hex.EncodeToString(b[macSize:headSize]))
		if !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: openssl decrypts other bytes", size)
		}
		mac := openssl(t, b[macSize:], "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:"+hex.EncodeToString(e.macKey[:]), "-binary")
		if !bytes.Equal(mac, b[:macSize]) {
			t.Errorf("%d bytes: openssl has another HMAC", size)
		}
		if digest := openssl(t, plain, "dgst", "-sha256", "-binary"); !bytes.Equal(digest, e.digest[:]) {
			t.Errorf("%d bytes: openssl has another digest", size)
		}
	}
}

func openssl(t *testing.T, in []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("openssl %s: %v", args[0], err)
	}
	return out
}

func TestEncryptRefuses(t *testing.T) {
	if _, err := Encrypt(bytes.NewReader(nil), 0, "a"); err == nil {
		t.Error("an empty file is taken")
	}
	if _, err := Encrypt(bytes.NewReader(nil), 1, ""); err == nil {
		t.Error("a file without name is taken")
	}
	file, _ := Encrypt(bytes.NewReader(noise(10)), 20, "short")
	if err := file.Verify(); !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "short: reading it 20 bytes before its end") {
		t.Errorf("a file that ends early: %v", err)
	}
	plain := noise(100)
	file = encrypted(t, plain)
	if err := file.Verify(); err != nil {
		t.Fatal(err)
	}
	plain[50] ^= 1
	if err := file.WriteIntunewin(io.Discard); err == nil || !strings.Contains(err.Error(), "changed while it was read") {
		t.Errorf("a file that changes: %v", err)
	}
}

func TestDescriptionOfMSI(t *testing.T) {
	file := encrypted(t, noise(5))
	file.MSI = &MSI{ProductCode: "{1}", UpgradeCode: "{2}", ExecutionContext: "System", IsMachineInstall: true}
	var b bytes.Buffer
	if err := file.WriteIntunewin(&b); err != nil {
		t.Fatal(err)
	}
	again := opened(t, b.Bytes())
	if again.MSI == nil || *again.MSI != *file.MSI || again.Setup != "setup.exe" {
		t.Errorf("got %+v, setup %q", again.MSI, again.Setup)
	}
}
