package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// CheckVersion returns an error unless the text is "" or a version of Microsoft Graph.
func CheckVersion(version string) error {
	if version != "" && !slices.Contains(spec.Versions, version) {
		return fmt.Errorf("service version %q is not known; write %s", version, strings.Join(spec.Versions, " or "))
	}
	return nil
}

// versionPath returns the path of a version, "" for "".
func versionPath(version string) string {
	if version == "" {
		return ""
	}
	return "/" + version
}

// Version returns the version of Microsoft Graph that a description is of, "" for other services.
func (d *Description) Version() string {
	if version := strings.Trim(d.Path, "/"); slices.Contains(spec.Versions, version) {
		return version
	}
	return ""
}

// version sets the path of a description of Microsoft Graph that names none: to that of the given
// version, of the assumed one, or to [GraphPath]. why says why the description names none.
func (d *Description) version(s Source, why string) error {
	if err := CheckVersion(s.Version); err != nil {
		return err
	}
	switch graph := isGraph(d.Doc); {
	case s.Version != "" && !graph:
		return fmt.Errorf("service version %s is one of Microsoft Graph, and the description is of another service; leave the version out", s.Version)
	case s.Version != "" && d.Path != "" && d.Path != versionPath(s.Version):
		return fmt.Errorf("the description is of %s, and the given service version is %s; leave the version out, or give the description of that version",
			strings.Trim(d.Path, "/"), s.Version)
	case !graph || d.Path != "":
	case s.Version != "" || s.Assumed != "":
		d.Path = versionPath(cmp.Or(s.Version, s.Assumed))
	default:
		d.Path = GraphPath
		d.Notes = append(d.Notes, why+": paths are taken to be below "+GraphPath+"; --service-version or version: in the configuration says otherwise")
	}
	return nil
}
