package content

import (
	"cmp"
	"io"
)

// A File is content that is ready to be published: encrypted, or encrypted while it is read. It is
// made by [OpenIntunewin] or [Encrypt], and reads what it was made of again for each use. One
// goroutine at a time can use it.
type File struct {
	// Name is the name of the file that the service is told.
	Name string
	// Setup is the file that starts the installation, if an .intunewin file names one.
	Setup string
	// Size is the size of the plain file in bytes, EncryptedSize that of its encrypted form.
	Size, EncryptedSize int64
	// MSI is what an .intunewin file says of a Windows Installer package; nil if it says nothing.
	MSI *MSI

	source source
}

// A source gives the encrypted content of a file.
type source interface {
	// verify returns an error if the content is not what its description says. After it, info is
	// complete.
	verify() error
	// open returns a reader of the encrypted content. Until info is complete, the HMAC at its start
	// is zero.
	open() (io.ReadCloser, error)
	// info returns how the content is encrypted. It is complete once all of the content was read.
	info() *encryption
}

// Verify reads the whole content and returns an error if it is damaged: if the HMAC, the padding,
// the size or the digest of the plain file is not what the file says. [Publish] calls it first for
// an .intunewin file.
func (f *File) Verify() error { return f.source.verify() }

// WriteIntunewin writes the file as an .intunewin file. It reads the content twice.
func (f *File) WriteIntunewin(w io.Writer) error {
	if err := f.source.verify(); err != nil {
		return err
	}
	return writePackage(w, f)
}

// copyTo writes the encrypted content.
func (f *File) copyTo(w io.Writer) error {
	r, err := f.source.open()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return cmp.Or(err, r.Close())
}
