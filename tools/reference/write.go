package reference

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Write writes the pages below a directory, and removes pages of an earlier site that are no
// longer there. A file that Write has not written is never touched: one in the place of a
// page is an error, before anything is written.
func Write(dir string, pages []Page) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }() // nothing is written through it
	wanted := map[string]bool{}
	for _, page := range pages {
		wanted[page.Name] = true
		if err := checkPage(root, page.Name); err != nil {
			return err
		}
	}
	if err := removeStale(root, wanted); err != nil {
		return err
	}
	for _, folder := range folders {
		if err := root.MkdirAll(folder, 0o777); err != nil {
			return err
		}
	}
	group := errgroup.Group{}
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, page := range pages {
		group.Go(func() error { return root.WriteFile(page.Name, page.Data, 0o666) })
	}
	return group.Wait()
}

// checkPage returns an error if something else is where a page is written.
func checkPage(root *os.Root, name string) error {
	ours, err := isOwnPage(root, name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && ours:
		return nil
	case err != nil:
		return err
	}
	return fmt.Errorf("%s in %s is not a page of the site; move it away, or give another --out", name, root.Name())
}

// isOwnPage reports whether a file is a page that Write has written. Scripts and styles belong
// to a site that is.
func isOwnPage(root *os.Root, name string) (bool, error) {
	if path.Ext(name) != ".html" {
		if _, err := root.Lstat(name); err != nil {
			return false, err
		}
		if _, err := root.Lstat("index.html"); errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		name = "index.html"
	}
	file, err := root.Open(name)
	if err != nil {
		return false, err
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(file, head)
	if err := file.Close(); err != nil {
		return false, err
	}
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return false, err
	}
	return bytes.Contains(head[:n], []byte(Mark)), nil
}

// removeStale removes the pages of an earlier site that are not wanted.
func removeStale(root *os.Root, wanted map[string]bool) error {
	for _, folder := range folders {
		entries, err := fs.ReadDir(root.FS(), folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, entry := range entries {
			name := folder + "/" + entry.Name()
			if wanted[name] || !entry.Type().IsRegular() || path.Ext(name) != ".html" {
				continue
			}
			if err := removeOwn(root, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeOwn removes a file if it is a page.
func removeOwn(root *os.Root, name string) error {
	ours, err := isOwnPage(root, name)
	if err != nil || !ours {
		return err
	}
	return root.Remove(name)
}
