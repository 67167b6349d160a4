package names

import (
	"fmt"
	"go/token"
	"strings"
)

// CheckPackage returns an error unless name is valid for a package, which others need not be able
// to import.
func CheckPackage(name string) error {
	switch {
	case !token.IsIdentifier(name) || name == "_":
		return fmt.Errorf("%q is not a valid package name", name)
	case name == "documentation":
		return fmt.Errorf("go ignores files of a package named %s", name)
	}
	return nil
}

// CheckImportable returns an error unless name is valid for a package that others import.
func CheckImportable(name string) error {
	if err := CheckPackage(name); err != nil {
		return err
	}
	if name == "main" || name == "init" || strings.HasSuffix(name, "_test") {
		return fmt.Errorf("a package named %s cannot be imported", name)
	}
	return nil
}
