package content

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

const (
	metadataName = "IntuneWinPackage/Metadata/Detection.xml"
	contentsDir  = "IntuneWinPackage/Contents/"

	maxMetadata = 1 << 20
)

// OpenIntunewin opens an .intunewin file of size bytes. It reads the description in it, and checks
// that the encrypted content is there and has the size that the description tells; [File.Verify]
// checks the content itself. The reader is used until the file is published.
func OpenIntunewin(r io.ReaderAt, size int64) (*File, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("content: the .intunewin file is not a whole zip of %d bytes: %w", size, err)
	}
	description, err := readDescription(archive)
	if err != nil {
		return nil, fmt.Errorf("content: %s: %w", metadataName, err)
	}
	file, err := description.file()
	if err != nil {
		return nil, fmt.Errorf("content: %s: %w", metadataName, err)
	}
	entry, err := entryOf(archive, contentsDir+description.FileName)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	if got := entry.UncompressedSize64; got != uint64(file.EncryptedSize) {
		return nil, fmt.Errorf("content: %s has %d bytes; want %d, the encrypted size of a file of %d bytes",
			entry.Name, got, file.EncryptedSize, file.Size)
	}
	file.source.(*packed).entry = entry
	return file, nil
}

// entryOf returns the entry of an archive with that name. Packers on Windows write backslashes.
func entryOf(archive *zip.Reader, name string) (*zip.File, error) {
	for _, entry := range archive.File {
		if strings.EqualFold(path.Clean(strings.ReplaceAll(entry.Name, `\`, "/")), name) {
			return entry, nil
		}
	}
	return nil, fmt.Errorf("the .intunewin file has no %s; pack it again", name)
}

func readDescription(archive *zip.Reader) (*description, error) {
	entry, err := entryOf(archive, metadataName)
	if err != nil {
		return nil, err
	}
	r, err := entry.Open()
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(r, maxMetadata+1))
	if err = cmp.Or(err, r.Close()); err != nil {
		return nil, err
	}
	if len(text) > maxMetadata {
		return nil, fmt.Errorf("the description is larger than %d bytes", maxMetadata)
	}
	return parseDescription(text)
}

// packed is a source in an .intunewin file.
type packed struct {
	entry      *zip.File
	size       int64 // of the plain file
	encryption encryption
	verified   bool
}

func (p *packed) info() *encryption { return &p.encryption }

func (p *packed) open() (io.ReadCloser, error) { return p.entry.Open() }

func (p *packed) verify() error {
	if p.verified {
		return nil
	}
	if err := p.writePlain(io.Discard); err != nil {
		return err
	}
	p.verified = true
	return nil
}

func (p *packed) writePlain(w io.Writer) error {
	r, err := p.open()
	if err != nil {
		return fmt.Errorf("content: %s: %w", p.entry.Name, err)
	}
	err = p.encryption.decrypt(w, r, p.size)
	if err = cmp.Or(err, r.Close()); err != nil {
		return fmt.Errorf("content: %s: %w", p.entry.Name, err)
	}
	return nil
}

// Decrypt writes the plain file. On an error, what was written is not to be used.
func (f *File) Decrypt(w io.Writer) error {
	p, ok := f.source.(*packed)
	if !ok {
		return errors.New("content: the file is not encrypted yet; read what Encrypt was given")
	}
	return p.writePlain(w)
}

// writePackage writes an .intunewin file. Its content is stored as it is: ciphertext does not
// compress.
func writePackage(w io.Writer, f *File) error {
	archive := zip.NewWriter(w)
	text, err := describe(f)
	if err != nil {
		return err
	}
	entry, err := archive.CreateHeader(&zip.FileHeader{Name: contentsDir + innerName, Method: zip.Store})
	if err != nil {
		return err
	}
	if err := f.copyTo(entry); err != nil {
		return err
	}
	entry, err = archive.CreateHeader(&zip.FileHeader{Name: metadataName, Method: zip.Deflate})
	if err != nil {
		return err
	}
	if _, err := entry.Write(text); err != nil {
		return err
	}
	return archive.Close()
}
