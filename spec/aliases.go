package spec

import "strings"

// UseAliases replaces the namespace of every qualified name by its alias, as CSDL JSON does. Two
// descriptions of one thing become equal, and a term that is applied under both names is found to
// be repeated. isPath reports whether a text of an annotation is a path; for a text that it does
// not know, known is false.
//
// UseAliases ignores an alias of several namespaces, which is a fault of some real descriptions.
func UseAliases(doc *Document, isPath func(*Value) (path, known bool)) {
	a := aliaser{aliases: aliases(doc), isPath: isPath}
	if len(a.aliases) == 0 {
		return
	}
	doc.eachAnnotations(a.annotations)
	for _, s := range doc.Schemas {
		a.schema(s)
	}
}

type aliaser struct {
	aliases map[string]string // namespace to alias
	isPath  func(*Value) (path, known bool)
}

// aliases maps each namespace to its alias, without those that share one.
func aliases(doc *Document) map[string]string {
	of := map[string]string{}
	owner := map[string]string{}
	add := func(alias, namespace string) {
		switch first, known := owner[alias]; {
		case alias == "":
		case known && first != namespace:
			delete(of, first)
		default:
			owner[alias], of[namespace] = namespace, alias
		}
	}
	for _, ref := range doc.References {
		for _, inc := range ref.Includes {
			add(inc.Alias, inc.Namespace)
		}
	}
	for _, s := range doc.Schemas {
		add(s.Alias, s.Namespace)
	}
	return of
}

// name replaces the namespace of one qualified name.
func (a aliaser) name(name *string) {
	if dot := strings.LastIndexByte(*name, '.'); dot > 0 {
		if alias, ok := a.aliases[(*name)[:dot]]; ok {
			*name = alias + (*name)[dot:]
		}
	}
}

// path replaces the namespaces in a path, target or signature: names between slashes, parentheses,
// commas, @ and #.
func (a aliaser) path(path *string) {
	if strings.IndexByte(*path, '.') < 0 {
		return
	}
	var out strings.Builder
	rest := *path
	for {
		end := strings.IndexAny(rest, "/(),@#")
		if end < 0 {
			a.name(&rest)
			out.WriteString(rest)
			break
		}
		part := rest[:end]
		a.name(&part)
		out.WriteString(part)
		out.WriteByte(rest[end])
		rest = rest[end+1:]
	}
	*path = out.String()
}

func (a aliaser) schema(s *Schema) {
	for _, t := range s.Types {
		a.structuredType(t)
	}
	for _, d := range s.TypeDefs {
		a.name(&d.Underlying.Name)
	}
	for _, t := range s.Terms {
		a.name(&t.Type.Name)
		a.name(&t.Base)
	}
	for _, op := range s.Operations {
		a.operation(op)
	}
	for _, t := range s.Targets {
		a.path(&t.Path)
	}
	if s.Container != nil {
		a.container(s.Container, s.Namespace)
	}
}

func (a aliaser) structuredType(t *StructuredType) {
	a.name(&t.Base)
	for i := range t.Key {
		a.path(&t.Key[i].Path)
	}
	for _, p := range t.Properties {
		a.name(&p.Type.Name)
	}
	for _, n := range t.Navigations {
		a.name(&n.Type.Name)
		a.path(&n.Partner)
		for i := range n.Constraints {
			a.path(&n.Constraints[i].Property)
			a.path(&n.Constraints[i].Referenced)
		}
	}
}

func (a aliaser) operation(op *Operation) {
	a.path(&op.EntitySetPath)
	for _, t := range op.TypeRefs() {
		a.name(&t.Name)
	}
}

func (a aliaser) container(ec *EntityContainer, namespace string) {
	a.name(&ec.Extends)
	container := namespace + "." + ec.Name
	a.name(&container)
	// A target in the same container does not name the container.
	target := func(path *string) {
		a.path(path)
		*path = strings.TrimPrefix(*path, container+"/")
	}
	bindings := func(list []Binding) {
		for i := range list {
			a.path(&list[i].Path)
			target(&list[i].Target)
		}
	}
	for _, es := range ec.EntitySets {
		a.name(&es.Type)
		bindings(es.Bindings)
	}
	for _, si := range ec.Singletons {
		a.name(&si.Type)
		bindings(si.Bindings)
	}
	for _, list := range [][]*OperationImport{ec.ActionImports, ec.FunctionImports} {
		for _, oi := range list {
			a.name(&oi.Operation)
			target(&oi.EntitySet)
		}
	}
}

func (a aliaser) annotations(list *[]*Annotation) {
	for _, an := range *list {
		a.name(&an.Term)
		a.value(&an.Value)
	}
}

func (a aliaser) value(v *Value) {
	switch v.Kind {
	case String:
		if path, _ := a.isPath(v); path {
			a.path(&v.Text)
		}
	case List:
		for i := range v.List {
			a.value(&v.List[i])
		}
	case Object:
		for i := range v.Members {
			a.member(&v.Members[i])
		}
	}
}

func (a aliaser) member(m *Member) {
	switch m.Name {
	case "$Path", "$Type", "$Function", "$LabeledElementReference", "@type":
		if path, known := a.isPath(&m.Value); path || !known {
			a.path(&m.Value.Text)
		}
	}
	if strings.IndexByte(m.Name, '@') >= 0 {
		a.path(&m.Name)
	}
	a.value(&m.Value)
}
