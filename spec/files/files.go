// Package files reads and replaces the files of a user's project. It reads regular files only,
// because reading a named pipe or a device may block, and replaces a file in one step.
package files

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2/maybe"

	"github.com/intunegen/intunegen/spec"
)

// Read returns the content of a regular file, or of one that a link leads to. A file of another
// kind, or of more than limit bytes, is an error. A file that does not exist is an error that wraps
// [fs.ErrNotExist].
func Read(file string, limit int64) ([]byte, error) {
	return read(file, limit, os.Stat, os.Open, file)
}

// ReadIn is [Read] for a file in a folder. The file must not be a link. dir is the folder's name in
// errors.
func ReadIn(root *os.Root, dir, name string, limit int64) ([]byte, error) {
	return read(name, limit, root.Lstat, root.Open, filepath.Join(dir, name))
}

// ReadInput returns the text of a regular file, which may be packed or in UTF-16. See
// [spec.ReadInput].
func ReadInput(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err == nil {
		err = Regular(info, file)
	}
	if err != nil {
		return nil, Unreadable(err, file)
	}
	return ReadPipeOrInput(file)
}

// ReadPipeOrInput is [ReadInput] for a file that a user names on the command line, which may be a
// pipe.
func ReadPipeOrInput(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, Unreadable(err, file)
	}
	defer f.Close()
	return spec.ReadInput(file, f)
}

// read reads a file with the given functions. shown is its name in errors.
func read(name string, limit int64, stat func(string) (fs.FileInfo, error), open func(string) (*os.File, error), shown string) ([]byte, error) {
	info, err := stat(name)
	if err != nil {
		return nil, Unreadable(err, shown)
	}
	if err := Regular(info, shown); err != nil {
		return nil, err
	}
	if info.Size() > limit {
		return nil, tooLarge(shown, limit)
	}
	f, err := open(name)
	if err != nil {
		return nil, Unreadable(err, shown)
	}
	defer f.Close()
	data := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := data.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, Unreadable(err, shown)
	}
	if int64(data.Len()) > limit { // the file has grown since Stat
		return nil, tooLarge(shown, limit)
	}
	return data.Bytes(), nil
}

// Regular returns an error unless a file is a regular one.
func Regular(info fs.FileInfo, shown string) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return spec.Errorf(startOf(shown), "move it away, or name a regular file", "is %s, not a regular file", kind(info.Mode()))
}

// kind returns the kind of a file that is not regular, with its article.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a directory"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

func startOf(shown string) spec.Position { return spec.Position{File: shown, Line: 1, Column: 1} }

func tooLarge(shown string, limit int64) error {
	return spec.Errorf(startOf(shown), "restore it", "is larger than %d MiB", limit>>20)
}

// Unreadable adds the name of the file to an error, which it wraps. An error that has a position
// stays as it is.
func Unreadable(err error, shown string) error {
	if positioned := new(spec.Error); errors.As(err, &positioned) {
		return err
	}
	return fmt.Errorf("%s: cannot read the file; name one that exists and can be read: %w", shown, err)
}

// Replace replaces the content of a file, in one step where the system supports that.
func Replace(file string, data []byte) error {
	if err := maybe.WriteFile(file, data, 0o644); err != nil {
		return fmt.Errorf("%s: cannot be written; make room, or make the folder writable: %w", file, err)
	}
	return nil
}
