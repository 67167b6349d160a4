package pull

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/files"
)

// A Kept is a description that was fetched. Its file is compressed by gzip, with the address, the
// ETag and the time in the header.
type Kept struct {
	Data     []byte
	Address  string // as Shown returns it
	ETag     string
	Modified time.Time
}

// maxKept is the largest file in bytes.
const maxKept = 64 << 20

// ReadKept reads the file of an earlier run. For a missing file it returns an empty Kept.
func ReadKept(file string) (*Kept, error) {
	packed, err := files.Read(file, maxKept)
	if errors.Is(err, fs.ErrNotExist) {
		return &Kept{}, nil
	}
	if err != nil {
		return nil, err
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: is not a file of an earlier pull; move it away or choose another with --out: %w", file, err)
	}
	data, err := spec.ReadInput(file, bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return &Kept{Data: data, Address: zip.Name, ETag: zip.Comment, Modified: zip.ModTime}, nil
}

// Write compresses the description and replaces the file in one step.
func (k *Kept) Write(file string) error {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	zip.Name, zip.Comment, zip.ModTime = fitting(k.Address), fitting(k.ETag), k.Modified
	if _, err = zip.Write(k.Data); err == nil {
		err = zip.Close()
	}
	if err != nil {
		return fmt.Errorf("%s: cannot be packed; report it: %w", file, err)
	}
	return files.Replace(file, packed.Bytes())
}

// fitting returns a text if the header of a gzip file can hold it, else "". compress/gzip writes
// longer texts but cannot read them.
func fitting(text string) string {
	const most = 500
	if len(text) > most {
		return ""
	}
	for _, c := range text {
		if c < ' ' || c > '~' {
			return ""
		}
	}
	return text
}
