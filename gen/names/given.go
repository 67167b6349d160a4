package names

import (
	"fmt"
	"go/token"
	"strings"
)

// CheckPackage returns an error unless a package can be called name: one that files are in, which another need not import.
func CheckPackage(name string) error {
	switch {
	case !token.IsIdentifier(name) || name == "_":
		return fmt.Errorf("%q is no package name", name)
	case name == "documentation":
		return fmt.Errorf("go ignores files of a package named %s", name)
	}
	return nil
}

// CheckImportable is CheckPackage for a package that others import.
func CheckImportable(name string) error {
	if err := CheckPackage(name); err != nil {
		return err
	}
	if name == "main" || name == "init" || strings.HasSuffix(name, "_test") {
		return fmt.Errorf("a package named %s cannot be imported", name)
	}
	return nil
}
