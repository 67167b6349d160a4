package spec

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"unicode/utf8"
)

// maxInput bounds an unpacked input. The largest descriptions known are under 64 MB.
const maxInput = 128 << 20

// ReadInput returns all of an input as UTF-8 text without byte order mark. It unpacks gzip, which it knows by its first
// bytes, and refuses UTF-16, other encodings and anything beyond 128 MiB.
func ReadInput(file string, in io.Reader) ([]byte, error) {
	data, err := readBounded(file, in)
	if err != nil {
		return nil, err
	}
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		if data, err = unpack(file, data); err != nil {
			return nil, err
		}
	}
	return checkText(file, data)
}

// ReadFile returns what a file holds, as it is, and refuses one beyond 128 MiB without reading it to its end.
func ReadFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readBounded(file, f)
}

func readBounded(file string, in io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return nil, Errorf(Position{File: file}, "fetch it again", "damaged gzip data: %v", err)
	case err != nil:
		return nil, Errorf(Position{File: file}, "name a file that can be read", "cannot be read: %v", err)
	case len(data) > maxInput:
		return nil, Errorf(Position{File: file}, "give a smaller description", "larger than %d MiB", maxInput>>20)
	}
	return data, nil
}

func unpack(file string, data []byte) ([]byte, error) {
	zip, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, Errorf(Position{File: file}, "fetch it again", "damaged gzip data: %v", err)
	}
	return readBounded(file, zip)
}

// checkText returns data without its byte order mark, or says why it is not UTF-8 text.
func checkText(file string, data []byte) ([]byte, error) {
	if isUTF16(data) {
		return nil, Errorf(Position{file, 1, 1}, "convert it to UTF-8", "the text is UTF-16")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, Errorf(invalidAt(file, data), "convert it to UTF-8", "the text is not UTF-8")
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nil, Errorf(positionOf(file, data, at), "fetch it again", "the text has a NUL byte")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, Errorf(Position{File: file}, "give one that is not", "the file is empty")
	}
	return data, nil
}

func isUTF16(data []byte) bool {
	for _, start := range []string{"\xff\xfe", "\xfe\xff", "<\x00", "\x00<", "{\x00", "\x00{"} {
		if bytes.HasPrefix(data, []byte(start)) {
			return true
		}
	}
	return false
}

// invalidAt returns the position of the first byte of data that is not UTF-8.
func invalidAt(file string, data []byte) Position {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return positionOf(file, data, at)
}

// positionOf returns the position of a byte of data.
func positionOf(file string, data []byte, at int) Position {
	lines := bytes.Count(data[:at], []byte("\n"))
	return Position{file, lines + 1, at - bytes.LastIndexByte(data[:at], '\n')}
}
