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

// Check returns an error unless the options are valid Go in their places.
func (o Options) Check() error {
	if err := names.CheckPackage(o.pkg()); err != nil {
		return fmt.Errorf("--package: %w; give another, as snippet", err)
	}
	if err := module.CheckImportPath(o.Import); err != nil || o.Import == "C" || o.Import == "unsafe" {
		return fmt.Errorf("--import: %q is not a valid import path; give that of the generated package, as example.com/project/intunebeta", o.Import)
	}
	return o.checkFunc()
}

// taken are the package names that every program uses.
var taken = []string{"context", "graph", "init", "io", "json", "main", "math", "odata"}

// checkFunc checks the name of the function. The name of a predeclared type or constant, or of an
// import, would hide it.
func (o Options) checkFunc() error {
	switch {
	case o.Func == "":
		return nil
	case !token.IsIdentifier(o.Func) || o.Func == "_":
		return fmt.Errorf("--func: %q is not a valid name of a function; give a Go identifier, as GetDevice", o.Func)
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

// importName returns the name by which the program imports the generated package. It is the name of
// the package's folder, unless that is not valid or already used.
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
