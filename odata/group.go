package odata

import "reflect"

// group is room for structs of one type: one allocation for many.
type group struct {
	next mem
	left int
	made int
}

// The size of a group doubles up to these.
const (
	groupLen  = 32
	groupSize = 32 << 10
)

// newStruct returns a new struct of the plan's type.
func (d *decoder) newStruct(p *plan) mem {
	g := d.groups[p]
	if g == nil {
		if d.groups == nil {
			d.groups = map[*plan]*group{}
		}
		g = new(group)
		d.groups[p] = g
	}
	size := p.typ.Size()
	if g.left == 0 {
		g.left = max(1, min(g.made, groupLen, groupSize/int(size)))
		if d.own {
			g.left = 1
		}
		g.next = reflect.MakeSlice(reflect.SliceOf(p.typ), g.left, g.left).UnsafePointer()
		g.made += g.left
	}
	m := g.next
	if g.left--; g.left > 0 {
		g.next = at(m, size)
	}
	return m
}
