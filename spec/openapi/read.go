// Package openapi reads OpenAPI 3.0 and 3.1, in YAML or JSON, into the neutral document.
//
// It reads the descriptions of Graph that Microsoft publishes and the output of converters from
// CSDL. Types are the schemas under components, and their base types come from allOf. The entity
// container, keys, navigation properties, containment and operations come from the paths. Facts
// that OpenAPI cannot state come from another description, or are counted as a [Gap].
package openapi

import (
	"io"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

// A Description is the content of an OpenAPI file.
type Description struct {
	Doc  *spec.Document
	Path string // path of the service's first address, as "/beta"; "" when there is none
	Gaps []Gap  // facts that OpenAPI does not state, sorted
}

// Known is another description of the same service. It has the facts that OpenAPI cannot state.
type Known struct {
	Doc  *spec.Document // nil when there is none
	Path string         // path of the service that it describes: "/beta"
	// Given is the path of the service that the file describes, if the user said it and the file
	// does not: "/v1.0".
	Given string
}

// Read reads one OpenAPI document, which may be packed by gzip. Facts that OpenAPI cannot state
// come from known, by qualified name. A reference to another file is an error; Read fetches
// nothing. The file name is used for positions only.
func Read(file string, in io.Reader, known Known) (*Description, error) {
	data, err := spec.ReadInput(file, in)
	if err != nil {
		return nil, err
	}
	if err := sniff(file, data); err != nil {
		return nil, err
	}
	text, err := yamltext.Parse(file, data)
	if err != nil {
		return nil, err
	}
	return newReader(text, known).read()
}

func newReader(text *yamltext.File, known Known) *reader {
	if known.Doc == nil {
		known.Doc = &spec.Document{}
	}
	r := &reader{text: text, known: spec.NewIndex(known.Doc), knownPath: known.Path, given: known.Given, targets: map[string]*yaml.Node{}, gaps: gaps{},
		indexes: map[*yaml.Node]map[string]*yaml.Node{}, shorthands: map[*yaml.Node]*shorthand{}, left: map[string]bool{}, imported: map[string]bool{},
		components: map[string]*component{}, models: map[string]*model{}, enums: map[string]*spec.EnumType{},
		roots: map[string]place{}, container: &spec.EntityContainer{}, knownOperations: map[string][]*spec.Operation{}}
	for _, s := range known.Doc.Schemas {
		for _, op := range s.Operations {
			name := r.known.Name(op)
			r.knownOperations[name] = append(r.knownOperations[name], op)
		}
	}
	return r
}

// A reader has the state of reading one document. Its maps are filled stage by stage.
type reader struct {
	text      *yamltext.File
	known     *spec.Index
	knownPath string
	given     string // see Known
	// knownOperations lists the overloads of the other description's operations by qualified name.
	knownOperations map[string][]*spec.Operation
	errs            spec.Errors
	targets         map[string]*yaml.Node                // by $ref
	indexes         map[*yaml.Node]map[string]*yaml.Node // members of large objects
	shorthands      map[*yaml.Node]*shorthand            // of schemas
	lists           int                                  // number of nested lists that are being read
	components      map[string]*component                // by name
	order           []*component
	qualified       bool   // names of schemas have namespaces
	namespace       string // of names without one
	models          map[string]*model
	modelOrder      []*model
	enums           map[string]*spec.EnumType
	enumOrder       []namedEnum
	defs            []namedDef
	paths           map[string]*yaml.Node
	main            string           // namespace with the most types
	left            map[string]bool  // prefixes of paths that lead to no type
	roots           map[string]place // by first segment
	imported        map[string]bool  // operations at the root, by name
	container       *spec.EntityContainer
	operations      []*operation
	shortNames      bool // some operation is called without a namespace
	keyAsSegment    bool // some key is a segment of its own
	besideRefs      bool // members beside a $ref count, as in OpenAPI 3.1
	nullRefs        bool // some reference is marked as nullable, so that the others are not
	nullItems       bool // some items of a collection are marked as nullable, so that the others are not
	added           []addition
	gaps            gaps
}

func (r *reader) read() (*Description, error) {
	check(r.text, &r.errs)
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	if err := r.version(); err != nil {
		return nil, err
	}
	r.loadComponents() // the role of each schema
	r.readTypes()      // properties and base types
	r.readPaths()      // container, keys, containment, operations
	r.decideKinds()    // entity types and navigation properties
	r.nameContainer()
	r.addOperations()
	r.addDerived() // types that are not in the description because nothing refers to them
	r.fillTypes()
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	doc, err := spec.Merge(r.document())
	return &Description{Doc: doc, Path: r.servicePath(), Gaps: r.gaps.list()}, err
}

// version checks that the document is OpenAPI 3.0 or 3.1 and has types.
func (r *reader) version() error {
	root := r.text.Root
	at := r.text.At(root)
	if root.Kind != yaml.MappingNode {
		return spec.Errorf(at, "give an OpenAPI description", "the document is not an object")
	}
	if err := r.otherFormat(root); err != nil {
		return err
	}
	version := get(root, "openapi")
	if version == nil {
		return spec.Errorf(at, `give an OpenAPI description, which says "openapi"`, "this is not OpenAPI")
	}
	if !isVersion(version.Value) {
		return spec.Errorf(r.text.At(version), "give OpenAPI 3.0 or 3.1", "the version of OpenAPI is %q", version.Value)
	}
	r.besideRefs = !strings.HasPrefix(version.Value, "3.0")
	if schemas := at2(root, "components", "schemas"); schemas == nil || len(schemas.Content) == 0 {
		return spec.Errorf(at, "give one with components/schemas; a file that was cut off has none", "the description has no types")
	}
	return nil
}

// servicePath returns the path of the first server's URL, with its variables replaced by their
// defaults. Without servers, it is the path of the known service if that has the same namespace.
func (r *reader) servicePath() string {
	servers := items(get(r.text.Root, "servers"))
	if len(servers) == 0 && r.given != "" {
		return r.given
	}
	if len(servers) == 0 {
		for _, s := range r.known.Doc.Schemas {
			if s.Namespace == r.mainNamespace() {
				return r.knownPath
			}
		}
		return ""
	}
	address := str(servers[0], "url")
	each(get(servers[0], "variables"), func(name, variable *yaml.Node) {
		address = strings.ReplaceAll(address, "{"+name.Value+"}", str(variable, "default"))
	})
	return urlPath(address)
}
