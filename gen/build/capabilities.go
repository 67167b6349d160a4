package build

import "github.com/intunegen/intunegen/spec"

// restricted tells whether a service says of an entity set or singleton that it does not take a kind of change: it has a record of the
// term whose member is false. What Microsoft Graph takes is a matter of its documentation, so there this is not heeded.
func (s *state) restricted(own []*spec.Annotation, name string, by restriction) bool {
	if s.isGraph() {
		return false
	}
	container, namespace := s.container()
	a := s.said(own, []string{namespace + "." + container.Name + "/" + name}, by.term)
	if a == nil {
		return false
	}
	member := a.Value.Get(by.member)
	return member != nil && member.Kind == spec.Bool && !member.IsTrue()
}

// A restriction is a term of the Capabilities vocabulary and the member of its record that allows a change.
type restriction struct{ term, member string }

var (
	insert = restriction{"Org.OData.Capabilities.V1.InsertRestrictions", "Insertable"}
	update = restriction{"Org.OData.Capabilities.V1.UpdateRestrictions", "Updatable"}
	remove = restriction{"Org.OData.Capabilities.V1.DeleteRestrictions", "Deletable"}
)
