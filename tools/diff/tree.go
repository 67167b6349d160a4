package diff

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// A tree has the elements of a description by path, so that two descriptions can be compared fact
// by fact. Paths are those of CSDL targets: "microsoft.graph.pool/displayName",
// "microsoft.graph.assign(microsoft.graph.pool)/assignments". Those of terms and of targets that do
// not exist start with [apart]: a type may have the name of a term.
type tree map[string]*element

// apart is the start of paths that are not those of types.
const apart = "@"

// annotationTarget is the kind of a target of annotations that does not exist.
const annotationTarget = "annotation target"

// An element is a schema, a type, a property, a member, an operation, a parameter, or a part of an
// entity container.
type element struct {
	kind   string
	facets map[string]string // JSON of its members in CSDL JSON, by name: "$Type", "@Org.OData.Core.V1.Description"
}

// read returns the tree of a document. It has all of its CSDL JSON except the order of members, and
// the first of two nodes with one name.
func read(doc *spec.Document) tree {
	root := csdljson.First(doc)
	r := reader{tree{}, aliases(doc)}
	r.element("", "document", &root, ".")
	r.targets(&root)
	return r.tree
}

// A reader fills a tree. It replaces aliases by namespaces.
type reader struct {
	tree
	full map[string]string // alias to namespace
}

func aliases(doc *spec.Document) map[string]string {
	full := map[string]string{}
	for _, s := range doc.Schemas {
		if s.Alias != "" && s.Alias != s.Namespace {
			full[s.Alias] = s.Namespace
		}
	}
	return full
}

// name returns a qualified name, which may be in "Collection(…)", with its alias replaced.
func (r reader) name(text string) string {
	inner, wrapped := strings.CutPrefix(text, "Collection(")
	if dot := strings.LastIndexByte(inner, '.'); dot > 0 && r.full[inner[:dot]] != "" {
		inner = r.full[inner[:dot]] + inner[dot:]
	}
	if wrapped {
		return "Collection(" + inner
	}
	return inner
}

// element adds an object and its children.
func (r reader) element(path, kind string, v *spec.Value, separator string) {
	e := &element{kind: kind, facets: map[string]string{}}
	r.tree[path] = e
	for i := range v.Members {
		m := &v.Members[i]
		switch {
		case m.Name == "$Parameter":
			r.parameters(path, m.Value.List, v.Get("$IsBound") != nil)
		case m.Name == "@"+spec.TermOperations:
			r.documented(m.Value.List)
		case m.Name == "$Annotations" && kind == "schema":
		case isSilent(m):
		case strings.HasPrefix(m.Name, "$"):
			e.facets[m.Name] = r.text(&m.Value, r.name)
		case strings.Contains(m.Name, "@"):
			e.facets[m.Name] = r.text(&m.Value, asIs)
		case m.Value.Kind == spec.List:
			r.several(path, strings.TrimSuffix(m.Name, "()"), m.Value.List)
		case kind == "schema" && m.Value.Get("$Kind").Str() == "Term":
			r.several(path, m.Name, []spec.Value{m.Value})
		case m.Value.Kind == spec.Object:
			r.element(join(path, separator, m.Name), kindOf(kind, &m.Value), &m.Value, below(kind))
		default:
			r.tree[join(path, separator, m.Name)] = &element{"enumeration member", map[string]string{"value": r.text(&m.Value, asIs)}}
		}
	}
}

func join(path, separator, name string) string {
	if path == "" {
		return name
	}
	return path + separator + name
}

// kinds are the words for $Kind.
var kinds = map[string]string{"Schema": "schema", "EntityType": "entity type", "ComplexType": "complex type", "EnumType": "enumeration",
	"TypeDefinition": "type definition", "Term": "term", "NavigationProperty": "navigation property", "EntityContainer": "entity container"}

// documented adds the rows of the table of operations.
func (r reader) documented(list []spec.Value) {
	for i := range list {
		r.record(list[i].Get("method").Str()+" "+list[i].Get("path").Str(), "documented operation", &list[i])
	}
}

// isSilent reports whether a member says nothing of the service: precision 0 is the default in XML,
// and the version is that of the file's form.
func isSilent(m *spec.Member) bool {
	return m.Name == "$Precision" && m.Value.Text == "0" || m.Name == "$Version"
}

// record adds an element whose members are all facets.
func (r reader) record(path, kind string, v *spec.Value) {
	e := &element{kind: kind, facets: map[string]string{}}
	for i := range v.Members {
		if m := &v.Members[i]; !isSilent(m) {
			e.facets[m.Name] = r.text(&m.Value, r.name)
		}
	}
	r.tree[path] = e
}

// targets adds annotations with a target to the element of that target.
func (r reader) targets(root *spec.Value) {
	for i := range root.Members {
		byTarget := root.Members[i].Value.Get("$Annotations")
		if byTarget == nil {
			continue
		}
		for j := range byTarget.Members {
			m := &byTarget.Members[j]
			e := r.target(m.Name)
			for k := range m.Value.Members {
				e.facets[m.Value.Members[k].Name] = r.text(&m.Value.Members[k].Value, asIs)
			}
		}
	}
}

// target returns the element of a target. It adds one for a target that is a term or does not
// exist, under a path of its own, so that it is not compared with what was there.
func (r reader) target(name string) *element {
	head, rest, _ := strings.Cut(name, "/")
	path := r.name(head)
	if rest != "" {
		path += "/" + rest
	}
	if e := r.tree[path]; e != nil {
		return e
	}
	path = apart + path
	if r.tree[path] == nil {
		r.tree[path] = &element{kind: annotationTarget, facets: map[string]string{}}
	}
	return r.tree[path]
}

// under returns the facets of an element and its children, by path. paths are the sorted paths of
// the tree.
func (t tree) under(path string, paths []string) map[string]map[string]string {
	all := map[string]map[string]string{path: t[path].facets}
	from, _ := slices.BinarySearch(paths, path+"/")
	for _, p := range paths[from:] {
		if !strings.HasPrefix(p, path+"/") {
			break
		}
		all[p] = t[p].facets
	}
	return all
}

// parent returns the path of the element around one, or "".
func parent(path string) string {
	if strings.Contains(path, " ") || strings.HasPrefix(path, apart) {
		return "" // a documented operation, a term or an annotation target
	}
	i, open := strings.LastIndexByte(path, '/'), strings.IndexByte(path, '(')
	if i >= 0 && (i > strings.LastIndexByte(path, ')') || i < open) { // members may have parentheses
		return path[:i]
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
