package content

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
)

// Encrypt returns the file that plain gives in its first size bytes, encrypted with new keys. It
// reads nothing yet: the content is encrypted while it is uploaded, in constant memory. Name is the
// name of the file, such as "setup.msi".
//
// Two uses of Encrypt have different keys. To go on with an upload in another process, write an
// .intunewin file first and open that.
func Encrypt(plain io.ReaderAt, size int64, name string) (*File, error) {
	switch {
	case name == "":
		return nil, errors.New("content: the file has no name; give the name of the installer")
	case size <= 0:
		return nil, fmt.Errorf("content: %s has %d bytes; an app's content is not empty", name, size)
	}
	s := &plainFile{plain: plain, size: size, name: name, encryption: newEncryption()}
	return &File{Name: name, Size: size, EncryptedSize: encryptedSize(size), source: s}, nil
}

// A plainFile is a source that is encrypted while it is read.
type plainFile struct {
	plain      io.ReaderAt
	size       int64
	name       string
	encryption *encryption
}

func (p *plainFile) info() *encryption { return p.encryption }

// verify reads the file once, for its HMAC and digest.
func (p *plainFile) verify() error {
	if p.encryption.complete {
		return nil
	}
	r, err := p.open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

func (p *plainFile) open() (io.ReadCloser, error) {
	e := p.encryption
	block, err := aes.NewCipher(e.key[:])
	if err != nil {
		return nil, err
	}
	r := &encrypter{file: p, plain: io.NewSectionReader(p.plain, 0, p.size), left: p.size,
		cbc: cipher.NewCBCEncrypter(block, e.iv[:]), mac: hmac.New(sha256.New, e.macKey[:]), digest: sha256.New()}
	r.mac.Write(e.iv[:])
	r.ready = append(append(r.ready, e.mac[:]...), e.iv[:]...)
	return io.NopCloser(r), nil
}

// chunk is how much is encrypted at once.
const chunk = 64 << 10

// An encrypter reads a plain file and gives its encrypted form.
type encrypter struct {
	file        *plainFile
	plain       io.Reader
	left        int64 // bytes of the plain file
	cbc         cipher.BlockMode
	mac, digest hash.Hash
	buffer      [chunk + aes.BlockSize]byte
	ready       []byte // encrypted, not given yet
	done        bool
}

func (r *encrypter) Read(b []byte) (int, error) {
	if len(r.ready) == 0 {
		if r.done {
			return 0, io.EOF
		}
		if err := r.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, r.ready)
	r.ready = r.ready[n:]
	return n, nil
}

// next encrypts the next chunk. The last one is padded.
func (r *encrypter) next() error {
	b := r.buffer[:min(chunk, r.left)]
	if _, err := io.ReadFull(r.plain, b); err != nil {
		return fmt.Errorf("content: %s: reading it %d bytes before its end: %w", r.file.name, r.left, err)
	}
	r.digest.Write(b)
	if r.left -= int64(len(b)); r.left == 0 && len(b) < chunk {
		b = pad(b)
		r.done = true
	}
	r.cbc.CryptBlocks(b, b)
	r.mac.Write(b)
	r.ready = b
	if r.done {
		return r.finish()
	}
	return nil
}

// pad appends the padding of PKCS #7. There is always some.
func pad(b []byte) []byte {
	n := aes.BlockSize - len(b)%aes.BlockSize
	for range n {
		b = append(b, byte(n))
	}
	return b
}

// finish records the HMAC and the digest. Those of a file that was read before must be the same.
func (r *encrypter) finish() error {
	e := r.file.encryption
	had := *e
	r.mac.Sum(e.mac[:0])
	r.digest.Sum(e.digest[:0])
	if e.complete && e.digest != had.digest {
		return fmt.Errorf("content: %s changed while it was read", r.file.name)
	}
	e.complete = true
	return nil
}
