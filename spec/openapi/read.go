// Package openapi reads OpenAPI 3.0 and 3.1, in YAML or JSON, into the neutral document.
//
// It reads what Microsoft publishes of Graph and what converters write of CSDL: types are the
// schemas under components, base types come from allOf, and the entity container, keys, navigation
// properties, containment and operations from the paths. What OpenAPI cannot say is taken from
// another description, or counted as a [Gap].
package openapi

import (
	"io"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

// A Description is what an OpenAPI file says.
type Description struct {
	Doc  *spec.Document
	Path string // path of the service's first address, as "/beta"; "" when there is none
	Gaps []Gap  // what OpenAPI does not tell, sorted
}

// Known is another description of the same service, from which comes what OpenAPI cannot say.
type Known struct {
	Doc  *spec.Document // nil when there is none
	Path string         // path of the service that it describes: "/beta"
}

// Read reads one OpenAPI document, which may be packed by gzip. What the form cannot say is taken
// from known by qualified name. References into other files are refused, never fetched. The file
// name is used for positions only.
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
	r := &reader{text: text, known: spec.NewIndex(known.Doc), knownPath: known.Path, targets: map[string]*yaml.Node{}, gaps: gaps{},
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

// A reader holds what is known while one document is read. Its maps are filled stage by stage.
type reader struct {
	text      *yamltext.File
	known     *spec.Index
	knownPath string
	// knownOperations lists the overloads of the other description's operations by qualified name.
	knownOperations map[string][]*spec.Operation
	errs            spec.Errors
	targets         map[string]*yaml.Node                // by $ref
	indexes         map[*yaml.Node]map[string]*yaml.Node // members of large objects
	shorthands      map[*yaml.Node]*shorthand            // of schemas
	lists           int                                  // how many lists, one within the other, are read
	components      map[string]*component                // by name
	order           []*component
	qualified       bool   // names of schemas have namespaces
	namespace       string // of names that have none
	models          map[string]*model
	modelOrder      []*model
	enums           map[string]*spec.EnumType
	enumOrder       []namedEnum
	defs            []namedDef
	paths           map[string]*yaml.Node
	main            string           // the namespace that most types are in
	left            map[string]bool  // prefixes of paths that lead nowhere
	roots           map[string]place // by first segment
	imported        map[string]bool  // operations at the root, by name
	container       *spec.EntityContainer
	operations      []*operation
	shortNames      bool // some operation is called without a namespace
	keyAsSegment    bool // some key is a segment of its own
	besideRefs      bool // what is beside a $ref counts: OpenAPI 3.1
	nullRefs        bool // some reference is said to allow null, so the others do not
	nullItems       bool // the same of items of a collection
	added           []addition
	gaps            gaps
}

func (r *reader) read() (*Description, error) {
	check(r.text, &r.errs) // what YAML says beyond JSON, and names given twice
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	if err := r.version(); err != nil {
		return nil, err
	}
	r.loadComponents() // what each schema is: a type, an enumeration or only a part of the protocol
	r.readTypes()      // properties and bases
	r.readPaths()      // container, keys, containment, operations
	r.decideKinds()    // which types are entities, and so which properties navigate
	r.nameContainer()
	r.addOperations()
	r.addDerived() // types that the description leaves out because nothing refers to them
	r.fillTypes()
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	doc, err := spec.Merge(r.document())
	return &Description{Doc: doc, Path: r.servicePath(), Gaps: r.gaps.list()}, err
}

// version checks that the document is OpenAPI 3.0 or 3.1 and describes something.
func (r *reader) version() error {
	root := r.text.Root
	at := r.text.At(root)
	if root.Kind != yaml.MappingNode {
		return spec.Errorf(at, "give an OpenAPI description", "the document is not an object")
	}
	if err := r.foreign(root); err != nil {
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

// servicePath returns the path of the first server's URL, its variables replaced by their defaults.
// Where no server is named, it is that of the known service if that has the same namespace.
func (r *reader) servicePath() string {
	servers := items(get(r.text.Root, "servers"))
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
