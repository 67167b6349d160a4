package report

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"strings"
)

// read reads the only file in the archive.
func (e *exportJob) read(file *os.File, yield func(Row) bool) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return fmt.Errorf("its file of %d bytes is not a whole zip: %w", info.Size(), err)
	}
	if len(archive.File) != 1 {
		return fmt.Errorf("its archive has %d files; want one", len(archive.File))
	}
	entry := archive.File[0]
	r, err := entry.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", entry.Name, err)
	}
	if strings.HasSuffix(strings.ToLower(entry.Name), ".json") {
		_, err = readJSON(r, e.selected, yield)
	} else {
		err = readCSV(r, e.selected, yield)
	}
	if err = errors.Join(err, r.Close()); err != nil {
		return fmt.Errorf("%s: %w", entry.Name, err)
	}
	return nil
}
