package odata

import "hash/maphash"

// fewNames is the number of names up to which comparing a name to each is cheaper than a table.
const fewNames = 16

// names are the names met so far in one object. They lie on the decoder's stack.
type names struct {
	base  int
	table []int32 // by hash, the places of names on the stack behind base, or zero; nil while there are few
}

func (d *decoder) newNames() names { return names{base: len(d.names)} }

// add reports whether the name is new in the object.
func (n *names) add(d *decoder, name string) bool {
	if n.table != nil {
		return n.place(d, name)
	}
	for _, other := range d.names[n.base:] {
		if other == name {
			return false
		}
	}
	if d.names = append(d.names, name); len(d.names)-n.base > fewNames {
		n.grow(d)
	}
	return true
}

// grow makes a table for the names that there are, or one of twice the size.
func (n *names) grow(d *decoder) {
	size := max(4*fewNames, 2*len(n.table))
	if last := len(d.tables) - 1; n.table == nil && last >= 0 {
		n.table, d.tables = d.tables[last], d.tables[:last]
	} else {
		n.table = make([]int32, size)
	}
	for i, name := range d.names[n.base:] {
		slot, _ := n.find(d, name)
		n.table[slot] = int32(i + 1)
	}
}

// find returns the slot of the name, and whether it is there already. Nobody who writes a body can foresee the hashes.
func (n *names) find(d *decoder, name string) (slot int, ok bool) {
	mask := len(n.table) - 1
	slot = d.hash(name) & mask
	for n.table[slot] != 0 {
		if d.names[n.base+int(n.table[slot])-1] == name {
			return slot, true
		}
		slot = (slot + 1) & mask
	}
	return slot, false
}

// place adds a name to the table.
func (n *names) place(d *decoder, name string) bool {
	slot, ok := n.find(d, name)
	if ok {
		return false
	}
	d.names = append(d.names, name)
	if n.table[slot] = int32(len(d.names) - n.base); 2*(len(d.names)-n.base) > len(n.table) {
		n.grow(d)
	}
	return true
}

// hash returns a hash of the name. The seed is made when the first is needed.
func (d *decoder) hash(name string) int {
	if d.seed == (maphash.Seed{}) {
		d.seed = maphash.MakeSeed()
	}
	return int(maphash.String(d.seed, name))
}

// drop takes the names off the stack when the object has ended, and keeps a small table for the next one.
func (n *names) drop(d *decoder) {
	d.names = d.names[:n.base]
	if n.table != nil && len(n.table) <= 16*fewNames {
		clear(n.table)
		d.tables = append(d.tables, n.table)
	}
}
