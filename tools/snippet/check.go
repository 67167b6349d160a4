package snippet

import (
	"fmt"
	"go/token"
	"go/types"
	"path"
	"slices"

	"golang.org/x/mod/module"

	"github.com/intunegen/intunegen/gen/names"
)

// Check returns an error unless the options are what Go can have at their places.
func (o Options) Check() error {
	if err := names.CheckPackage(o.pkg()); err != nil {
		return fmt.Errorf("--package: %w; give another, as snippet", err)
	}
	if err := module.CheckImportPath(o.Import); err != nil || o.Import == "C" || o.Import == "unsafe" {
		return fmt.Errorf("--import: %q is no import path of a package of yours; give one as example.com/project/intunebeta", o.Import)
	}
	return o.checkFunc()
}

// taken are the names that a program has anyway.
var taken = []string{"context", "graph", "init", "io", "json", "main", "math", "odata"}

// checkFunc checks the name of the function. One of a type or constant of Go, or of an import, would hide that.
func (o Options) checkFunc() error {
	switch {
	case o.Func == "":
		return nil
	case !token.IsIdentifier(o.Func) || o.Func == "_":
		return fmt.Errorf("--func: %q is no name of a function; give a Go identifier, as GetDevice", o.Func)
	case types.Universe.Lookup(o.Func) != nil || slices.Contains(taken, o.Func) || o.Func == o.importName():
		return fmt.Errorf("--func: %s has another meaning in the program; give another name, as GetDevice", o.Func)
	}
	return nil
}

func (o Options) pkg() string {
	if o.Package == "" {
		return "snippet"
	}
	return o.Package
}

// locals are the names of parameters and variables of the function.
var locals = []string{"client", "ctx", "model", "p", "params", "patch"}

// importName returns the name by which the program knows the generated package: that of its folder, unless Go or the program needs another.
func (o Options) importName() string {
	name := path.Base(o.Import)
	if unversioned, _, ok := module.SplitPathVersion(o.Import); ok {
		name = path.Base(unversioned)
	}
	if names.CheckImportable(name) != nil || types.Universe.Lookup(name) != nil || slices.Contains(locals, name) || slices.Contains(taken, name) {
		return "generated"
	}
	return name
}
