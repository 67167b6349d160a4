package content

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"hash"
	"io"
)

// decrypt reads encrypted content, writes the plain file, and returns an error if the content is
// not what the encryption says. What was written before an error is not to be used.
func (e *encryption) decrypt(w io.Writer, r io.Reader, plainSize int64) error {
	block, err := aes.NewCipher(e.key[:])
	if err != nil {
		return err
	}
	if err := e.checkHead(r); err != nil {
		return err
	}
	d := &decrypter{cbc: cipher.NewCBCDecrypter(block, e.iv[:]), mac: hmac.New(sha256.New, e.macKey[:]),
		digest: sha256.New(), out: w, left: plainSize}
	d.mac.Write(e.iv[:])
	if err := d.run(r); err != nil {
		return err
	}
	return d.check(e, plainSize)
}

// checkHead reads the HMAC and the vector in front of the ciphertext.
func (e *encryption) checkHead(r io.Reader) error {
	var head [headSize]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return fmt.Errorf("the encrypted content ends inside its first %d bytes, the HMAC and the vector: %w", headSize, err)
	}
	if subtle.ConstantTimeCompare(head[:macSize], e.mac[:]) == 0 {
		return errors.New("the HMAC in front of the encrypted content is not the Mac of the description")
	}
	if [ivSize]byte(head[macSize:]) != e.iv {
		return errors.New("the vector in front of the encrypted content is not the InitializationVector of the description")
	}
	return nil
}

// A decrypter reads the ciphertext.
type decrypter struct {
	cbc         cipher.BlockMode
	mac, digest hash.Hash
	out         io.Writer
	left        int64 // bytes of the plain file
	buffer      [chunk]byte
}

func (d *decrypter) run(r io.Reader) error {
	for {
		n, err := io.ReadFull(r, d.buffer[:])
		switch {
		case err == io.EOF:
			return nil
		case err != nil && err != io.ErrUnexpectedEOF:
			return fmt.Errorf("the encrypted content cannot be read: %w", err)
		case n%aes.BlockSize != 0:
			return fmt.Errorf("the ciphertext is cut off: its size is not a multiple of %d", aes.BlockSize)
		}
		if err := d.next(d.buffer[:n]); err != nil {
			return err
		}
	}
}

func (d *decrypter) next(b []byte) error {
	d.mac.Write(b)
	d.cbc.CryptBlocks(b, b)
	plain := b[:max(0, min(int64(len(b)), d.left))]
	d.left -= int64(len(b)) // below zero by the padding
	d.digest.Write(plain)
	_, err := d.out.Write(plain)
	return err
}

// check compares the sums. The HMAC comes first: with a wrong one, all else is meaningless.
func (d *decrypter) check(e *encryption, plainSize int64) error {
	padding := -d.left
	switch {
	case !hmac.Equal(d.mac.Sum(nil), e.mac[:]):
		return errors.New("the encrypted content is damaged: its HMAC is not the Mac of the description")
	case padding < 1 || padding > aes.BlockSize:
		return fmt.Errorf("the ciphertext is not that of a file of %d bytes", plainSize)
	case [sha256.Size]byte(d.digest.Sum(nil)) != e.digest:
		return errors.New("the decrypted content is not the one that was packed: its SHA-256 is not the FileDigest of the description")
	}
	return nil
}
