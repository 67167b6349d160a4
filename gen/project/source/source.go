// Package source reads the description that a package is generated from, and corrects it by
// overlays.
package source

import (
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
	NoFacts  bool     // do not add what the embedded description knows of the types
	Overlays []string // files
	Clouds   []string // clouds that the package is for, all if empty

	held map[string][]byte // contents of files that were read before; see Hold
}

// A Description is a description as it was read and corrected.
type Description struct {
	Doc    *spec.Document // nil after Release
	Source string         // what the description is, for the comment of a package
	Path   string         // version path of the service, "" when it is unknown
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
		doc, err := beta.Document()
		return &Description{Doc: doc, Source: beta.Title, Path: GraphPath}, err
	case isDir(s.Metadata):
		return readImported(s.Metadata)
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
	if !isGraph(doc) {
		return d, nil
	}
	d.Path = GraphPath
	d.Notes = append(d.Notes, "CSDL names no version of the service: paths are taken to be below "+GraphPath+"; a client's BaseURL says otherwise")
	if s.NoFacts {
		return d, nil
	}
	known, err := beta.Document()
	if err != nil {
		return nil, err
	}
	return d, d.addFacts(known)
}

// readImported reads a folder that import has written. It has facts of its own.
func readImported(dir string) (*Description, error) {
	doc, err := csdljson.ReadFS(os.DirFS(dir), dir)
	if err == nil && len(doc.Schemas) == 0 {
		err = fmt.Errorf("%s: the folder holds no description; name one that intunegen import has written, or a file", dir)
	}
	return &Description{Doc: doc, Source: "an imported description", Path: GraphPath}, err
}

// readOpenAPI reads an OpenAPI description. The embedded description adds what OpenAPI cannot
// express.
func (s Source) readOpenAPI() (*Description, error) {
	known := openapi.Known{Path: GraphPath}
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
	if d.Path == "" && isGraph(d.Doc) {
		d.Path = GraphPath
		d.Notes = append(d.Notes, "the file names no server: paths are taken to be below "+GraphPath)
	}
	for _, gap := range read.Gaps {
		d.Notes = append(d.Notes, gap.String())
	}
	if s.NoFacts {
		return d, nil
	}
	return d, d.addFacts(known.Doc)
}
