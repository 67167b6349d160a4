package content

import (
	"crypto/aes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

const (
	macSize  = sha256.Size
	ivSize   = aes.BlockSize
	headSize = macSize + ivSize // before the ciphertext

	profile = "ProfileVersion1"
)

// encryption is how content is encrypted.
type encryption struct {
	key, macKey [32]byte
	iv          [ivSize]byte
	mac         [macSize]byte
	digest      [sha256.Size]byte // of the plain file
	complete    bool              // mac and digest are known
}

// newEncryption returns an encryption with new keys.
func newEncryption() *encryption {
	e := &encryption{}
	for _, b := range [][]byte{e.key[:], e.macKey[:], e.iv[:]} {
		_, _ = rand.Read(b) // it never fails, says crypto/rand
	}
	return e
}

// encryptedSize returns the size of the encrypted form of a plain file.
func encryptedSize(plain int64) int64 {
	return headSize + (plain/aes.BlockSize+1)*aes.BlockSize
}

// fingerprint identifies the encryption, and so the encrypted content, without giving a key away.
func (e *encryption) fingerprint() string {
	h := sha256.New()
	for _, b := range [][]byte{[]byte("intunegen content"), e.key[:], e.macKey[:], e.iv[:]} {
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
