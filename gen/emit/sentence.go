package emit

import "github.com/intunegen/intunegen/gen/ir"

// methodSentence returns the first sentence of the comment of a builder's method. The builder is
// nil for the client.
func methodSentence(of *ir.Builder, m *ir.Method) string {
	return m.Go + " " + predicate(of, m) + "."
}

func predicate(of *ir.Builder, m *ir.Method) string {
	switch m.Call {
	case ir.Nav:
		return "leads to " + m.Segment + navigation(m)
	case ir.Cast:
		return "leads to the value as a " + m.Segment
	case ir.Key:
		return "leads to the " + m.To.Model.Wire + " with that key. An empty key is an error when the request is built"
	case ir.Get:
		return "reads the " + of.Model.Wire + derivedText(of.Model)
	case ir.List:
		return "reads the collection page by page. Each item is a " + of.Model.Wire + derivedText(of.Model)
	case ir.Count:
		return "reads how many items the collection has"
	case ir.Create:
		return "creates a " + m.Model.Wire + " from what model holds. What was read goes through odata.Clone first: read-only properties are refused"
	case ir.Update:
		return "updates the " + of.Model.Wire + " with what is set in patch"
	case ir.Replace:
		return "replaces the " + of.Model.Wire + " by model. What was read goes through odata.Clone first: read-only properties are refused" + bodiesOf(m)
	case ir.Delete:
		return "deletes the " + of.Model.Wire
	case ir.Action:
		return "calls the action " + m.Segment + bindingText(of)
	}
	return "calls the function " + m.Segment + bindingText(of)
}

// bodiesOf returns the part of a sentence that says which bodies a PUT is for.
func bodiesOf(m *ir.Method) string {
	if m.With == nil {
		return ""
	}
	return ". It is for updates with " + list(m.With) + ", which the service refuses in a Patch"
}

// navigation returns the part of a sentence that says where a navigation property leads, and how a
// reference is changed.
func navigation(m *ir.Method) string {
	to := m.To.Model.Wire
	switch {
	case m.To.Collection && m.Refers:
		return ", a collection of references to " + to + ". graph.AddReference and graph.RemoveReference change it"
	case m.To.Collection:
		return ", a collection of " + to
	case m.Refers:
		return ", a reference to a " + to + ". graph.SetReference and graph.RemoveReference change it"
	}
	return ", a " + to
}

// derivedText returns the part of a sentence that says that a value may be of a derived type.
func derivedText(m *ir.Model) string {
	if m.Polymorphic {
		return ", which may be of a derived type"
	}
	return ""
}

// bindingText returns the part of a sentence with the binding type of an operation.
func bindingText(of *ir.Builder) string {
	switch {
	case of == nil:
		return ""
	case of.Collection:
		return " of collections of " + of.Model.Wire
	}
	return " of a " + of.Model.Wire
}
