package emit

import "github.com/intunegen/intunegen/gen/ir"

// methodSentence writes what a method of a builder does; the builder is nil for the client.
func methodSentence(s *source, of *ir.Builder, m *ir.Method) {
	switch m.Call {
	case ir.Nav:
		s.put(m.Go, " leads to ", m.Segment)
		navigation(s, m)
	case ir.Cast:
		s.put(m.Go, " leads to the value as a ", m.Segment)
	case ir.Key:
		s.put(m.Go, " leads to the ", m.To.Model.Wire, " with that key. An empty key is an error when the request is built")
	case ir.Get:
		s.put(m.Go, " reads the ", of.Model.Wire, derivedText(of.Model))
	case ir.List:
		s.put(m.Go, " reads the collection page by page. Each item is a ", of.Model.Wire, derivedText(of.Model))
	case ir.Count:
		s.put(m.Go, " reads how many items the collection has")
	case ir.Create:
		s.put(m.Go, " creates a ", m.Model.Wire, " from what model holds, read-only properties left out")
	case ir.Update:
		s.put(m.Go, " updates the ", of.Model.Wire, " with what is set in patch")
	case ir.Replace:
		s.put(m.Go, " replaces the ", of.Model.Wire, " by model, read-only properties left out")
	case ir.Delete:
		s.put(m.Go, " deletes the ", of.Model.Wire)
	case ir.Action:
		s.put(m.Go, " calls the action ", m.Segment)
		place(s, of)
	default:
		s.put(m.Go, " calls the function ", m.Segment)
		place(s, of)
	}
	s.put(".")
}

// navigation writes what a navigation property leads to, and how a reference is changed.
func navigation(s *source, m *ir.Method) {
	to := m.To.Model.Wire
	switch {
	case m.To.Collection && m.Refers:
		s.put(", a collection of references to ", to, ". graph.AddReference and graph.RemoveReference change it")
	case m.To.Collection:
		s.put(", a collection of ", to)
	case m.Refers:
		s.put(", a reference to a ", to, ". graph.SetReference and graph.RemoveReference change it")
	default:
		s.put(", a ", to)
	}
}

// derivedText says of a value of that type that it may be of another.
func derivedText(m *ir.Model) string {
	if m.Polymorphic {
		return ", which may be of a derived type"
	}
	return ""
}

// place writes what an operation is bound to.
func place(s *source, of *ir.Builder) {
	switch {
	case of == nil:
	case of.Collection:
		s.put(" of collections of ", of.Model.Wire)
	default:
		s.put(" of a ", of.Model.Wire)
	}
}
