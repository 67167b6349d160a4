// Package source reads the description that a package is generated from, and corrects it by
// overlays.
package source

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/clouds"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/openapi"
)

// GraphPath is the version path of the service that the embedded description describes. A CSDL
// description of Microsoft Graph, which names no path, is taken to have it too.
const GraphPath = "/beta"

// A Source says where a description comes from. The zero value is the embedded description.
type Source struct {
	Metadata string   // CSDL file, "-" for standard input, or a folder that import has written
	OpenAPI  string   // OpenAPI file, or "-" for standard input
	Version  string   // version of the service that a description of Microsoft Graph is of: "v1.0"; "" when it is not given
	Assumed  string   // version that counts if neither Version nor the description says one
	NoFacts  bool     // do not add what the embedded description knows of the types
	Overlays []string // files
	Clouds   []string // clouds that the package is for, all if empty

	held map[string][]byte // contents of files that were read before; see Hold
}

// A Description is a description as it was read and corrected.
type Description struct {
	Doc    *spec.Document // nil after Release
	Source string         // what the description is, for the comment of a package
	Path   string         // version path of the service: "/beta"; "" when it is unknown
	Notes  []string       // what a user should know about how it was read
	Whole  bool           // it describes all of Microsoft Graph; set by Release
}

// Read reads the description, corrects it by the overlays and restricts it to the clouds. An
// overlay entry without effect is an error.
func (s Source) Read() (*Description, error) {
	d, err := s.ReadUncorrected()
	if err != nil {
		return nil, err
	}
	for _, file := range s.Overlays {
		o, err := s.ReadOverlay(file)
		if err != nil {
			return nil, err
		}
		result := o.Apply(d.Doc)
		if err := result.Err(); err != nil {
			return nil, err
		}
		d.Notes = append(d.Notes, fmt.Sprintf("overlay %s: %d corrections", file, result.Applied))
	}
	for _, name := range s.Clouds {
		if !slices.Contains(spec.Clouds, name) {
			return nil, fmt.Errorf("cloud %q is not known; the clouds are %s", name, strings.Join(spec.Clouds, ", "))
		}
	}
	d.Doc = clouds.Restrict(d.Doc, s.Clouds)
	return d, nil
}

// ReadUncorrected reads the description, with what the embedded one knows of its types, and without
// the overlays and clouds.
func (s Source) ReadUncorrected() (*Description, error) {
	switch {
	case s.Metadata != "" && s.OpenAPI != "":
		return nil, fmt.Errorf("--metadata and --openapi exclude each other; give one of them")
	case s.OpenAPI != "":
		return s.readOpenAPI()
	case s.Metadata == "":
		return s.readEmbedded()
	case isDir(s.Metadata):
		return s.readImported()
	}
	return s.readMetadata()
}

// readMetadata reads a CSDL description.
func (s Source) readMetadata() (*Description, error) {
	doc, err := s.ReadCSDL(s.Metadata)
	if err != nil {
		return nil, err
	}
	d := &Description{Doc: doc, Source: "a CSDL document of the user's"}
	if err := d.version(s, "CSDL names no version of the service"); err != nil || !isGraph(doc) || s.NoFacts {
		return d, err
	}
	known, err := beta.Document()
	if err != nil {
		return nil, err
	}
	return d, d.addFacts(known)
}

// readEmbedded returns the embedded description, which is of one version.
func (s Source) readEmbedded() (*Description, error) {
	if s.Version != "" && "/"+s.Version != GraphPath {
		return nil, fmt.Errorf("the embedded description is of %s, not of %s; give a description of %s by --metadata or --openapi", strings.Trim(GraphPath, "/"), s.Version, s.Version)
	}
	doc, err := beta.Document()
	return &Description{Doc: doc, Source: beta.Title, Path: GraphPath}, err
}

// readImported reads a folder that import has written. It has facts of its own.
func (s Source) readImported() (*Description, error) {
	doc, err := csdljson.ReadFS(os.DirFS(s.Metadata), s.Metadata)
	if err != nil {
		return nil, err
	}
	if len(doc.Schemas) == 0 {
		return nil, fmt.Errorf("%s: the folder holds no description; name one that intunegen import has written, or a file", s.Metadata)
	}
	d := &Description{Doc: doc, Source: "an imported description", Path: "/" + cmp.Or(s.Version, s.Assumed, GraphPath[1:])}
	return d, CheckVersion(s.Version)
}

// readOpenAPI reads an OpenAPI description. The embedded description adds what OpenAPI cannot
// express.
func (s Source) readOpenAPI() (*Description, error) {
	known := openapi.Known{Path: GraphPath, Given: versionPath(cmp.Or(s.Version, s.Assumed))}
	if !s.NoFacts {
		var err error
		if known.Doc, err = beta.Document(); err != nil {
			return nil, err
		}
	}
	read, err := s.parseOpenAPI(known)
	if err != nil {
		return nil, err
	}
	d := &Description{Doc: read.Doc, Source: "an OpenAPI document of the user's", Path: read.Path}
	if err := d.version(s, "the file names no server"); err != nil {
		return nil, err
	}
	for _, gap := range read.Gaps {
		d.Notes = append(d.Notes, gap.String())
	}
	if s.NoFacts {
		return d, nil
	}
	return d, d.addFacts(known.Doc)
}
