package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/files"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/spec/overlay"
)

// This file reads the files of a source, and hashes them.

// SetFile makes a file the description: CSDL if it is XML or CSDL JSON, else OpenAPI; or a folder
// that import has written.
func (s *Source) SetFile(name string) error {
	if isDir(name) {
		s.Metadata = name
		return nil
	}
	_, data, err := ReadFile(name)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) || csdljson.Is(data) {
		s.Metadata = name
	} else {
		s.OpenAPI = name
	}
	return nil
}

// ReadCSDL reads a CSDL file, in XML or JSON.
func (s Source) ReadCSDL(file string) (*spec.Document, error) {
	name, data, err := s.read(file)
	if err != nil {
		return nil, err
	}
	if csdljson.Is(data) {
		return csdljson.Read(name, data)
	}
	return csdl.Read(name, bytes.NewBuffer(data))
}

func (s Source) parseOpenAPI(known openapi.Known) (*openapi.Description, error) {
	name, data, err := s.read(s.OpenAPI)
	if err != nil {
		return nil, err
	}
	return openapi.Read(name, bytes.NewBuffer(data), known)
}

// ReadOverlay reads an overlay.
func (s Source) ReadOverlay(file string) (*overlay.File, error) {
	name, data, err := s.read(file)
	if err != nil {
		return nil, err
	}
	return overlay.Read(name, data)
}

// Hold sets the content of a file, which the next read returns. A pipe can be read only once, and a
// file might change between hashing and parsing.
func (s *Source) Hold(file string, data []byte) {
	if s.held == nil {
		s.held = map[string][]byte{}
	}
	s.held[file] = data
}

// read is [ReadFile], and returns the content of a held file once.
func (s Source) read(file string) (name string, data []byte, err error) {
	raw, ok := s.held[file]
	if !ok {
		return ReadFile(file)
	}
	delete(s.held, file)
	data, err = spec.ReadInput(file, bytes.NewBuffer(raw))
	return file, data, err
}

// ReadFile returns the text of a file, or of standard input for "-", and its name for errors.
func ReadFile(file string) (name string, data []byte, err error) {
	if file == "-" {
		data, err := spec.ReadInput("standard input", os.Stdin)
		return "standard input", data, err
	}
	data, err = files.ReadPipeOrInput(file)
	return file, data, err
}

// Fingerprint returns the hash of everything that the description is read from. It is "" for
// standard input, which can be read only once. The files that it reads are held.
func (s *Source) Fingerprint() (string, error) {
	if slices.Contains(append([]string{s.Metadata, s.OpenAPI}, s.Overlays...), "-") {
		return "", nil
	}
	described, err := s.hash(s.Metadata, s.OpenAPI)
	if err != nil {
		return "", err
	}
	embedded, err := beta.Hash()
	return lock.Hash([]byte(described), []byte(embedded)), err
}

// HashOverlays returns the hash of the overlays. The files that it reads are held.
func (s *Source) HashOverlays() (string, error) { return s.hash(s.Overlays...) }

// hash returns the hash of the contents of files, by name. "" and "-" are not files.
func (s *Source) hash(names ...string) (string, error) {
	var parts [][]byte
	for _, file := range names {
		if file == "" || file == "-" {
			parts = append(parts, nil)
			continue
		}
		data, err := s.contents(file)
		if err != nil {
			return "", files.Unreadable(err, file)
		}
		parts = append(parts, data)
	}
	return lock.Hash(parts...), nil
}

// contents returns the content of a file, which it holds, or the hashes of the files in a folder.
func (s *Source) contents(file string) ([]byte, error) {
	if isDir(file) {
		return folderHashes(file)
	}
	data, err := spec.ReadFile(file)
	if err == nil {
		s.Hold(file, data)
	}
	return data, err
}

func folderHashes(dir string) ([]byte, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil {
		return nil, err
	}
	var all []byte
	for _, name := range names {
		data, err := spec.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = fmt.Appendf(all, "%s %s\n", name, lock.Hash(data))
	}
	return all, nil
}

func isDir(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.IsDir()
}
