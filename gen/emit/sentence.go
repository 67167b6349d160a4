package emit

import "github.com/intunegen/intunegen/gen/ir"

// methodSentence states what a method of a builder does; the builder is nil for the client.
func methodSentence(of *ir.Builder, m *ir.Method) string {
	switch m.Call {
	case ir.Nav:
		return m.Go + " leads to " + m.Segment + navigationText(m)
	case ir.Cast:
		return m.Go + " leads to the value as a " + m.Segment + "."
	case ir.Key:
		return m.Go + " leads to the " + m.To.Model.Wire + " with that key. An empty key is an error when the request is built."
	case ir.Get:
		return m.Go + " reads the " + valueText(of.Model) + "."
	case ir.List:
		return m.Go + " reads the collection page by page. Each item is a " + valueText(of.Model) + "."
	case ir.Count:
		return m.Go + " reads how many items the collection has."
	case ir.Create:
		return m.Go + " creates a " + m.Model.Wire + " from what model holds, read-only properties left out."
	case ir.Update:
		return m.Go + " updates the " + of.Model.Wire + " with what is set in patch."
	case ir.Replace:
		return m.Go + " replaces the " + of.Model.Wire + " by model, read-only properties left out."
	case ir.Delete:
		return m.Go + " deletes the " + of.Model.Wire + "."
	case ir.Action:
		return m.Go + " calls the action " + m.Segment + placeText(of) + "."
	}
	return m.Go + " calls the function " + m.Segment + placeText(of) + "."
}

// navigationText states what a navigation property leads to, and how a reference is changed.
func navigationText(m *ir.Method) string {
	switch {
	case m.To.Collection && m.Refers:
		return ", a collection of references to " + m.To.Model.Wire + ". graph.AddReference and graph.RemoveReference change it."
	case m.To.Collection:
		return ", a collection of " + m.To.Model.Wire + "."
	case m.Refers:
		return ", a reference to a " + m.To.Model.Wire + ". graph.SetReference and graph.RemoveReference change it."
	}
	return ", a " + m.To.Model.Wire + "."
}

// valueText names the type of a value that is read.
func valueText(m *ir.Model) string {
	if m.Polymorphic {
		return m.Wire + ", which may be of a derived type"
	}
	return m.Wire
}

// placeText names what an operation is bound to.
func placeText(of *ir.Builder) string {
	switch {
	case of == nil:
		return ""
	case of.Collection:
		return " of collections of " + of.Model.Wire
	}
	return " of a " + of.Model.Wire
}
