package odata

// fewNames is the number of names up to which comparing a name with each is cheaper than a map.
const fewNames = 16

// names holds the names met so far in one object, for finding duplicates. They lie on the decoder's
// stack.
type names struct {
	base int                 // where the names of this object start on the stack
	many map[string]struct{} // all of them, or nil if they are few
}

func (d *decoder) newNames() names { return names{base: len(d.names)} }

// add reports whether the name is new in the object.
func (n *names) add(d *decoder, name string) bool {
	if n.many != nil {
		before := len(n.many)
		n.many[name] = struct{}{}
		return len(n.many) > before
	}
	for _, other := range d.names[n.base:] {
		if other == name {
			return false
		}
	}
	if d.names = append(d.names, name); len(d.names)-n.base > fewNames {
		n.collect(d.names[n.base:])
	}
	return true
}

// collect puts the names of the object into a map.
func (n *names) collect(all []string) {
	n.many = make(map[string]struct{}, 4*fewNames)
	for _, name := range all {
		n.many[name] = struct{}{}
	}
}

// drop removes the names from the stack when the object has ended.
func (n *names) drop(d *decoder) { d.names = d.names[:n.base] }
