package build

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// classifyKey decides who sets a property that is part of a key. Graph assigns the ids of its
// entities. Other services take the keys of new entities from the client, unless they are marked as
// computed, and never change a key.
func (b *builder) classifyKey(f *ir.Field, owner *spec.StructuredType, own, atTarget []*spec.Annotation) {
	switch {
	case strings.HasPrefix(f.From.Wire, graphNamespace+"."):
		if f.Class == ir.Writable && len(owner.Key) == 1 {
			f.Class = ir.ReadOnly
		}
	case b.index.HasTag(own, spec.TermComputed), b.index.HasTag(atTarget, spec.TermComputed):
	default:
		f.Class, f.CreateOnly = ir.Writable, true
	}
}

// bySchema applies the annotations of the schema that say who sets a property.
func (b *builder) bySchema(f *ir.Field, lists ...[]*spec.Annotation) {
	for _, list := range lists {
		if b.index.Computed(list) {
			f.Class = ir.ReadOnly
		}
		f.CreateOnly = f.CreateOnly || b.index.HasTag(list, "Org.OData.Core.V1.Immutable")
	}
}

// classify applies our own annotations of a property.
func (b *builder) classify(f *ir.Field, list []*spec.Annotation) {
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
	f.Apart = a.Value.Get("apart") != nil
	f.Secret = hide(&f.Type, list)
}

// hide makes a type that is marked as secret a Secret, and reports whether it is one. A secret of
// type Edm.Binary holds the base64 text.
func hide(t *ir.Type, list []*spec.Annotation) bool {
	marks := spec.Find(list, spec.TermMarks)
	if marks == nil || marks.Value.Get("secret") == nil || !spec.CanBeSecret(t.Edm) {
		return false
	}
	t.Go, t.Runtime = "Secret", true
	return true
}
