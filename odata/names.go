package odata

// fewNames is the number of names up to which comparing a name to each is cheaper than a map.
const fewNames = 16

// names are the names met so far in one object. They lie on the decoder's stack.
type names struct {
	base  int
	index map[string]struct{} // nil while there are few
}

func (d *decoder) newNames() names { return names{base: len(d.names)} }

// add reports whether the name is new in the object.
func (n *names) add(d *decoder, name string) bool {
	if n.index != nil {
		before := len(n.index)
		n.index[name] = struct{}{}
		return len(n.index) > before
	}
	for _, other := range d.names[n.base:] {
		if other == name {
			return false
		}
	}
	d.names = append(d.names, name)
	if len(d.names)-n.base > fewNames {
		n.index = make(map[string]struct{}, 4*fewNames)
		for _, other := range d.names[n.base:] {
			n.index[other] = struct{}{}
		}
	}
	return true
}

// drop takes the names off the stack when the object has ended.
func (n *names) drop(d *decoder) { d.names = d.names[:n.base] }
