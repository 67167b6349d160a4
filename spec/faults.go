package spec

import "slices"

// Faults are the faults of a description. Most concern one node, and nobody has to care who does
// not use the node. The others concern all of the description.
type Faults struct {
	whole Errors
	nodes map[any][]*Error
}

// Of returns the faults of a node. A type, an enumeration and a type definition are nodes by their
// qualified names, other nodes by their pointers.
func (f *Faults) Of(node any) []*Error { return f.nodes[node] }

// Whole returns the faults that concern all of the description, as an invalid namespace, or nil.
func (f *Faults) Whole() error { return f.whole.Err() }

// Err returns all faults, or nil.
func (f *Faults) Err() error { return (&Errors{f.list()}).Err() }

func (f *Faults) list() []*Error {
	all := slices.Clone(f.whole.list)
	for _, list := range f.nodes {
		all = append(all, list...)
	}
	return all
}

// Beyond returns the faults that are not in before, or nil.
func (f *Faults) Beyond(before *Faults) error {
	known := map[string]bool{}
	for _, err := range before.list() {
		known[err.Error()] = true
	}
	return (&Errors{slices.DeleteFunc(f.list(), func(err *Error) bool { return known[err.Error()] })}).Err()
}

// Unused returns the faults of the nodes that are not in used, sorted, as notes.
func (f *Faults) Unused(used map[any]bool) []*Error {
	var rest Errors
	for node, list := range f.nodes {
		for _, err := range list {
			if !used[node] {
				rest.Add(Errorf(err.Pos, err.Remedy, "%s; what was selected does not use it", err.What))
			}
		}
	}
	rest.sort()
	return rest.list
}

// IsEmpty reports whether no node has a fault.
func (f *Faults) IsEmpty() bool { return len(f.nodes) == 0 }

func (f *Faults) add(node any, err *Error) {
	if f.nodes == nil {
		f.nodes = map[any][]*Error{}
	}
	f.nodes[node] = append(f.nodes[node], err)
}
