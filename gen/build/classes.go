package build

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// classifyKey decides who sets a part of a key. Graph gives its entities their ids; other services
// take the keys of new entities from the client unless they say that they compute them, and let no
// key be changed.
func (s *builder) classifyKey(f *ir.Field, owner *spec.StructuredType, own, atTarget []*spec.Annotation) {
	switch {
	case strings.HasPrefix(f.From.Wire, graphNamespace+"."):
		if f.Class == ir.Writable && len(owner.Key) == 1 {
			f.Class = ir.ReadOnly
		}
	case s.index.HasTag(own, spec.TermComputed), s.index.HasTag(atTarget, spec.TermComputed):
	default:
		f.Class, f.CreateOnly = ir.Writable, true
	}
}

// bySchema takes over what the schema says of who sets a property.
func (s *builder) bySchema(f *ir.Field, said ...[]*spec.Annotation) {
	for _, list := range said {
		if s.index.Computed(list) {
			f.Class = ir.ReadOnly
		}
		f.CreateOnly = f.CreateOnly || s.index.HasTag(list, "Org.OData.Core.V1.Immutable")
	}
}

// classify reads our own annotations of a property.
func (s *builder) classify(f *ir.Field, list []*spec.Annotation) {
	if a := spec.Find(list, spec.TermClass); a != nil {
		switch a.Value.Get("class").Str() {
		case "managed":
			f.Class = ir.Managed
		case "readOnly":
			f.Class = ir.ReadOnly
		}
	}
	if a := spec.Find(list, spec.TermChangedBy); a != nil {
		f.ChangedBy = a.Value.Get("action").Str()
	}
	a := spec.Find(list, spec.TermMarks)
	if a == nil {
		return
	}
	f.WriteOnly = a.Value.Get("writeOnly") != nil
	f.CreateOnly = a.Value.Get("createOnly") != nil
	f.InBody = a.Value.Get("inBody") != nil
	f.Secret = hide(&f.Type, list)
}

// hide gives what is marked secret its type, and reports whether it is. A binary one keeps the text
// that JSON has for it.
func hide(t *ir.Type, list []*spec.Annotation) bool {
	marks := spec.Find(list, spec.TermMarks)
	if marks == nil || marks.Value.Get("secret") == nil || !spec.CanBeSecret(t.Edm) {
		return false
	}
	t.Go, t.Runtime = "Secret", true
	return true
}
