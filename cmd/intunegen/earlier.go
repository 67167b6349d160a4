package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/intunegen/intunegen/gen/build"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/project/output"
)

// This file compares a run with the package that an earlier run wrote.

// earlierVersion takes the version of the service from the lock of the directory, unless the user
// says another.
func (r *generateRun) earlierVersion(folder *output.Folder) error {
	if r.in.Version+r.in.Assumed != "" {
		return nil
	}
	data, err := folder.Read(lock.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	r.in.Assumed = lock.VersionOf(data)
	return err
}

// gone returns the error of a selection that the description does not have. For a check, what is
// gone since the package was generated is a reason why the package is stale.
func (r *generateRun) gone(w io.Writer, err error) error {
	missing := (*build.MissingError)(nil)
	if !r.check || !errors.As(err, &missing) || missing.Gone() == nil {
		return err
	}
	fmt.Fprintf(w, "stale: %s\nbecause of what the description no longer has:\n%s\n", r.out, message(err.Error()))
	return errStale
}
