package spec

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"unicode/utf16"
	"unicode/utf8"
)

// maxInput bounds an unpacked input. The largest descriptions known are under 64 MB.
const maxInput = 128 << 20

const byteOrderMark = "\ufeff"

// ReadInput returns an input as UTF-8 text without a byte order mark. It unpacks gzip, which it
// recognizes by the first bytes, and converts UTF-16. Other encodings and inputs of more than 128
// MiB are errors. The content of a bytes.Buffer is not copied.
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
	if order := orderOfUTF16(data); order != nil {
		if data, err = fromUTF16(file, data, order); err != nil {
			return nil, err
		}
	}
	return checkText(file, data)
}

// ReadFile returns the content of a file as it is. A file of more than 128 MiB is an error, and is
// not read to its end.
func ReadFile(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readBounded(file, f)
}

func readBounded(file string, in io.Reader) ([]byte, error) {
	if buffer, ok := in.(*bytes.Buffer); ok && buffer.Len() <= maxInput {
		return buffer.Next(buffer.Len()), nil
	}
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

// checkText returns data without its byte order mark. It returns an error unless data is UTF-8
// text.
func checkText(file string, data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte(byteOrderMark))
	if !utf8.Valid(data) {
		return nil, Errorf(invalidAt(file, data), "convert it to UTF-8", "the text is not UTF-8")
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return nil, Errorf(positionOf(file, data, at), "fetch it again", "the text has a NUL byte")
	}
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, Errorf(Position{File: file}, "give a file that has content", "the file is empty")
	}
	return data, nil
}

// orderOfUTF16 returns the byte order of UTF-16 text, or nil for other text. It looks at the byte
// order mark, or at the first character of XML or JSON.
func orderOfUTF16(data []byte) binary.ByteOrder {
	if len(data) < 2 {
		return nil
	}
	switch string(data[:2]) {
	case "\xff\xfe", "<\x00", "{\x00":
		return binary.LittleEndian
	case "\xfe\xff", "\x00<", "\x00{":
		return binary.BigEndian
	}
	return nil
}

// fromUTF16 converts UTF-16 to UTF-8. An invalid unit is an error; the standard library would
// replace it by another character.
func fromUTF16(file string, data []byte, order binary.ByteOrder) ([]byte, error) {
	text := make([]byte, 0, len(data)/2)
	for at := 0; at < len(data); at += 2 {
		r := unitAt(data, at, order)
		if utf16.IsSurrogate(r) {
			at += 2
			r = pair(r, unitAt(data, at, order))
		}
		if r < 0 {
			text = bytes.TrimPrefix(text, []byte(byteOrderMark))
			return nil, Errorf(positionOf(file, text, len(text)), "fetch it again", "the text is damaged UTF-16")
		}
		text = utf8.AppendRune(text, r)
	}
	return text, nil
}

// unitAt returns the UTF-16 unit at a byte, or -1 at the end of the data.
func unitAt(data []byte, at int, order binary.ByteOrder) rune {
	if at+2 > len(data) {
		return -1
	}
	return rune(order.Uint16(data[at:]))
}

// pair returns the character of two surrogates, or -1 when they are not a pair.
func pair(high, low rune) rune {
	if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
		return r
	}
	return -1
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
