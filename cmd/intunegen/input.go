package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/clouds"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/enrich"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/spec/overlay"
)

// An input is where a description comes from.
type input struct {
	metadata string // CSDL file, "-" for standard input, or a folder that import has written; "" for the embedded description
	openapi  string // OpenAPI file, likewise
	noFacts  bool   // leave out the embedded description's facts
	overlays []string
	clouds   []string // what none of these has is left out

	buffered map[string][]byte // files that were read for their hash and are not yet parsed; nil where there is no hash
}

// A description is what was read, with what the summary says of it.
type description struct {
	doc    *spec.Document // nil once all is planned
	whole  bool           // it is of all of Microsoft Graph; known by then
	source string
	path   string // version path of the service
	notes  []string
	locked names.Table // of a lock, which is all that it tells; else nil
}

// embeddedPath is the version path of the service that the embedded description describes.
const embeddedPath = "/beta"

// read reads the description and corrects it.
func (in input) read() (*description, error) {
	d, err := in.readFacts()
	if err != nil {
		return nil, err
	}
	return d, in.correct(d)
}

// correct applies the user's overlays. An entry of theirs without effect is an error.
func (in input) correct(d *description) error {
	for _, file := range in.overlays {
		o, err := in.readOverlay(file)
		if err != nil {
			return err
		}
		result := o.Apply(d.doc)
		if err := result.Err(); err != nil {
			return err
		}
		d.notes = append(d.notes, fmt.Sprintf("overlay %s: %d corrections", file, result.Applied))
	}
	for _, name := range in.clouds {
		if !slices.Contains(spec.Clouds, name) {
			return fmt.Errorf("cloud %q is not known; the clouds are %s", name, strings.Join(spec.Clouds, ", "))
		}
	}
	d.doc = clouds.Restrict(d.doc, in.clouds)
	return nil
}

func (in input) readOverlay(file string) (*overlay.File, error) {
	name, data, err := in.readFile(file)
	if err != nil {
		return nil, err
	}
	return overlay.Read(name, data)
}

// readFacts reads the description, with what the embedded one knows of its types.
func (in input) readFacts() (*description, error) {
	switch {
	case in.metadata != "" && in.openapi != "":
		return nil, fmt.Errorf("--metadata and --openapi exclude each other; give one of them")
	case in.openapi != "":
		return in.readOpenAPI()
	case in.metadata == "":
		doc, err := beta.Document()
		return &description{doc: doc, source: beta.Title, path: embeddedPath}, err
	}
	if info, err := os.Stat(in.metadata); err == nil && info.IsDir() {
		return readImported(in.metadata)
	}
	doc, err := in.readCSDL(in.metadata)
	if err != nil {
		return nil, err
	}
	d := &description{doc: doc, source: "a CSDL document of the user's"}
	if isGraph(doc) {
		d.path = embeddedPath
		d.notes = append(d.notes, "CSDL names no version of the service: paths are taken to be below "+embeddedPath+"; a client's BaseURL says otherwise")
	}
	if in.noFacts || !isGraph(doc) {
		return d, nil
	}
	known, err := beta.Document()
	if err != nil {
		return nil, err
	}
	return d, d.addFacts(known)
}

// readCSDL reads a file of CSDL, in XML or JSON.
func (in input) readCSDL(file string) (*spec.Document, error) {
	name, data, err := in.readFile(file)
	if err != nil {
		return nil, err
	}
	if csdljson.Is(data) {
		return csdljson.Read(name, data)
	}
	return csdl.Read(name, bytes.NewBuffer(data))
}

// readImported reads a folder that import has written. It has its own facts.
func readImported(dir string) (*description, error) {
	doc, err := csdljson.ReadFS(os.DirFS(dir), dir)
	if err == nil && len(doc.Schemas) == 0 {
		err = fmt.Errorf("%s: the folder holds no description; name one that intunegen import has written, or a file", dir)
	}
	return &description{doc: doc, source: "an imported description", path: embeddedPath}, err
}

// readOpenAPI reads an OpenAPI description, with what that form cannot say from the embedded one.
func (in input) readOpenAPI() (*description, error) {
	known := openapi.Known{Path: embeddedPath}
	if !in.noFacts {
		var err error
		if known.Doc, err = beta.Document(); err != nil {
			return nil, err
		}
	}
	name, data, err := in.readFile(in.openapi)
	if err != nil {
		return nil, err
	}
	read, err := openapi.Read(name, bytes.NewBuffer(data), known)
	if err != nil {
		return nil, err
	}
	d := &description{doc: read.Doc, source: "an OpenAPI document of the user's", path: read.Path}
	if d.path == "" && isGraph(d.doc) {
		d.path = embeddedPath
		d.notes = append(d.notes, "the file names no server: paths are taken to be below "+embeddedPath)
	}
	for _, gap := range read.Gaps {
		d.notes = append(d.notes, gap.String())
	}
	if in.noFacts {
		return d, nil
	}
	return d, d.addFacts(known.Doc)
}

// addFacts takes over what the embedded description knows of the types of a Graph description.
func (d *description) addFacts(known *spec.Document) error {
	if !isGraph(d.doc) {
		return nil
	}
	var count enrich.Count
	d.doc, count = enrich.Apply(d.doc, known)
	d.notes = append(d.notes, fmt.Sprintf("facts of the embedded description: %d types; without: %d types", count.Types, count.Without))
	if d.path != embeddedPath {
		dropOperations(d.doc)
		d.notes = append(d.notes, "permissions and availability are documented for "+embeddedPath+" and left out")
	}
	shipped, err := overlay.Intune()
	if err != nil {
		return err
	}
	result := shipped.Apply(d.doc)
	d.notes = append(d.notes, fmt.Sprintf("overlay for Intune: %d corrections of what the facts left, %d without effect", result.Applied, len(result.Idle)))
	return nil
}

// isGraph tells whether a description is one of Microsoft Graph.
func isGraph(doc *spec.Document) bool {
	return slices.ContainsFunc(doc.Schemas, func(s *spec.Schema) bool { return s.Namespace == "microsoft.graph" })
}

// dropOperations removes the documented operations from a description that facts have been added to.
func dropOperations(doc *spec.Document) {
	for _, s := range doc.Schemas {
		s.Annotations = slices.DeleteFunc(slices.Clone(s.Annotations), func(a *spec.Annotation) bool { return a.Term == spec.TermOperations })
	}
}

// readOnce reads a file as it is, and keeps it for readFile: a pipe gives its text once, and a file might change in between.
func (in input) readOnce(file string) ([]byte, error) {
	raw, err := spec.ReadFile(file)
	if err == nil && in.buffered != nil {
		in.buffered[file] = raw
	}
	return raw, err
}

// readFile is the function of this name, for a file that may have been read already.
func (in input) readFile(file string) (string, []byte, error) {
	raw, ok := in.buffered[file]
	if !ok {
		return readFile(file)
	}
	delete(in.buffered, file)
	data, err := spec.ReadInput(file, bytes.NewBuffer(raw))
	return file, data, err
}

// readFile reads a file, or standard input for "-".
func readFile(file string) (string, []byte, error) {
	if file == "-" {
		data, err := spec.ReadInput("standard input", os.Stdin)
		return "standard input", data, err
	}
	f, err := os.Open(file)
	if err != nil {
		return file, nil, fmt.Errorf("%s: cannot read the file; name one that exists and can be read: %w", file, err)
	}
	defer f.Close()
	data, err := spec.ReadInput(file, f)
	return file, data, err
}

// addFlags adds the flags that say where a description comes from.
func (in *input) addFlags(flags *pflag.FlagSet) {
	flags.StringVar(&in.metadata, "metadata", "", "CSDL file, - for standard input, or a folder that import has written; without it or --openapi the embedded description is used")
	flags.StringVar(&in.openapi, "openapi", "", "OpenAPI 3 file, or - for standard input")
	flags.BoolVar(&in.noFacts, "no-embedded-facts", false, "with --metadata or --openapi: leave out what the embedded description knows of the types")
}
