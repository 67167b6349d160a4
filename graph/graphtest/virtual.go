package graphtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/intunegen/intunegen/graph"
)

// oneOrVirtual returns the resource of a property with one. A singleton and a part are there before
// anybody writes to them, unless they were deleted.
func (r *resource) oneOrVirtual(m *model, p *graph.SchemaProperty) *resource {
	if one := r.one(p.Name); one != nil || r == nil || !p.Contains {
		return one
	}
	if old := r.single[p.Name]; old != nil && old.gone {
		return nil
	}
	return m.virtual(r, p)
}

// virtual returns the resource of a property with one that nobody has written to. Its key is made
// of its path.
func (m *model) virtual(owner *resource, p *graph.SchemaProperty) *resource {
	t := m.info(p.Type)
	r := &resource{typ: t, in: owner, by: p.Name, virtual: true}
	var members []member
	for _, key := range t.keys {
		if q := t.byName[key]; q != nil && q.TypeName == "Edm.String" {
			members = append(members, member{key, quote(guidOf(r.path()))})
		}
	}
	r.rec = t.recordOf(members)
	return r
}

// guidOf returns an id that is made of a text.
func guidOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("%x-%x-4%.3s-8%.3s-%x", sum[:4], sum[4:6], hex.EncodeToString(sum[6:8]), hex.EncodeToString(sum[8:10]), sum[10:16])
}

// settle makes a virtual resource, and those that it is a part of, real ones.
func (r *resource) settle() *resource {
	if r == nil || !r.virtual {
		return r
	}
	r.in.settle()
	r.virtual = false
	r.in.setOne(r.by, r)
	return r
}
