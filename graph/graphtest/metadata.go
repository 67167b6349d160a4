package graphtest

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// metadata returns the description of the service as CSDL, as clients of OData ask for it.
func (m *model) metadata() Reply {
	x := &metadataWriter{model: m}
	x.open("edmx:Edmx", "Version", "4.0", "xmlns:edmx", "http://docs.oasis-open.org/odata/ns/edmx")
	x.open("edmx:DataServices")
	for _, namespace := range x.namespaces() {
		x.open("Schema", "Namespace", namespace, "xmlns", "http://docs.oasis-open.org/odata/ns/edm")
		x.schema(namespace)
		x.close("Schema")
	}
	x.close("edmx:DataServices")
	x.close("edmx:Edmx")
	return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/xml"}}, Body: x.b.Bytes()}
}

// A metadataWriter writes CSDL.
type metadataWriter struct {
	model *model
	b     bytes.Buffer
}

func (x *metadataWriter) tag(end, name string, attributes []string) {
	x.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			x.b.WriteString(" " + attributes[i] + `="`)
			_ = xml.EscapeText(&x.b, []byte(attributes[i+1])) // to memory
			x.b.WriteString(`"`)
		}
	}
	x.b.WriteString(end)
}

func (x *metadataWriter) open(name string, attributes ...string)    { x.tag(">", name, attributes) }
func (x *metadataWriter) element(name string, attributes ...string) { x.tag("/>", name, attributes) }
func (x *metadataWriter) close(name string)                         { fmt.Fprintf(&x.b, "</%s>", name) }

func namespaceOf(name string) string { return name[:max(strings.LastIndexByte(name, '.'), 0)] }

func (x *metadataWriter) namespaces() []string {
	all := map[string]bool{x.model.Namespace: true}
	for name := range x.model.Types {
		all[namespaceOf(name)] = true
	}
	for name := range x.model.Enums {
		all[namespaceOf(name)] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// schema writes what is in one namespace. That of the service has the container too.
func (x *metadataWriter) schema(namespace string) {
	for _, name := range slices.Sorted(maps.Keys(x.model.Enums)) {
		if namespaceOf(name) == namespace {
			x.enum(x.model.Enums[name])
		}
	}
	types := slices.SortedFunc(maps.Values(x.model.Types), func(a, b *graph.SchemaType) int { return cmp.Compare(a.Name, b.Name) })
	for _, t := range types {
		if namespaceOf(t.Name) == namespace {
			x.structured(t)
		}
	}
	for _, t := range types {
		for _, op := range t.Operations {
			if namespaceOf(op.Name) == namespace {
				x.operation(op, t)
			}
		}
	}
	if namespace == x.model.Namespace {
		x.container()
	}
}

func (x *metadataWriter) enum(e *graph.SchemaEnum) {
	x.open("EnumType", "Name", lastName(e.Name), "IsFlags", onlyTrue(e.Flags))
	for i, member := range e.Members {
		x.element("Member", "Name", member, "Value", strconv.FormatInt(e.Values[i], 10))
	}
	x.close("EnumType")
}

func onlyTrue(b bool) string {
	if b {
		return "true"
	}
	return ""
}

func onlyFalse(b bool) string {
	if b {
		return ""
	}
	return "false"
}

func (x *metadataWriter) structured(t *graph.SchemaType) {
	kind, base := "ComplexType", ""
	if t.Entity {
		kind = "EntityType"
	}
	if t.Base != nil {
		base = t.Base.Name
	}
	x.open(kind, "Name", lastName(t.Name), "BaseType", base, "Abstract", onlyTrue(t.Abstract), "OpenType", onlyTrue(t.Open), "HasStream", onlyTrue(t.Media))
	if t.Key != nil {
		x.open("Key")
		for _, key := range t.Key {
			x.element("PropertyRef", "Name", key)
		}
		x.close("Key")
	}
	for _, p := range t.Own {
		if p.Navigation {
			x.element("NavigationProperty", "Name", p.Name, "Type", typeText(p), "ContainsTarget", onlyTrue(p.Contains))
		} else {
			x.element("Property", "Name", p.Name, "Type", typeText(p), "Nullable", onlyFalse(p.Nullable))
		}
	}
	x.close(kind)
}

// typeText returns the type of a property as CSDL writes it.
func typeText(p *graph.SchemaProperty) string {
	if p.Collection {
		return "Collection(" + p.TypeName + ")"
	}
	return p.TypeName
}

// operation writes an action or function, bound to a type unless that is nil.
func (x *metadataWriter) operation(op *graph.SchemaOperation, bound *graph.SchemaType) {
	kind := "Action"
	if op.Function {
		kind = "Function"
	}
	x.open(kind, "Name", lastName(op.Name), "IsBound", onlyTrue(bound != nil))
	if bound != nil {
		x.element("Parameter", "Name", "bindingParameter", "Type", typeText(&graph.SchemaProperty{TypeName: bound.Name, Collection: op.Many}))
	}
	for _, p := range op.Parameters {
		x.element("Parameter", "Name", p.Name, "Type", typeText(p), "Nullable", onlyFalse(p.Nullable))
	}
	if op.Result != nil {
		x.element("ReturnType", "Type", typeText(op.Result))
	}
	x.close(kind)
}

func (x *metadataWriter) container() {
	for _, op := range x.model.Unbound {
		x.operation(op, nil)
	}
	x.open("EntityContainer", "Name", "Service")
	for _, root := range x.model.Roots {
		if root.Collection {
			x.element("EntitySet", "Name", root.Name, "EntityType", root.TypeName)
		} else {
			x.element("Singleton", "Name", root.Name, "Type", root.TypeName)
		}
	}
	for _, op := range x.model.Unbound {
		kind := "Action"
		if op.Function {
			kind = "Function"
		}
		x.element(kind+"Import", "Name", op.Segment, kind, op.Name)
	}
	x.close("EntityContainer")
}
