package odata

import "reflect"

// slab is memory for the elements of the lists of one property. One allocation serves many lists.
type slab struct {
	next mem // the first free element
	left int // free elements
	made int // elements allocated so far
	open int // lists being decoded, one nested in the other
}

// The size of a slab doubles up to these limits.
const (
	slabElements = 128
	slabBytes    = 32 << 10
)

// slabOf returns the slab of a property, which is empty at first.
func (d *decoder) slabOf(pr *prop) *slab {
	s := d.slabs[pr]
	if s == nil {
		if d.slabs == nil {
			d.slabs = map[*prop]*slab{}
		}
		s = new(slab)
		d.slabs[pr] = s
	}
	return s
}

// list is a list that is being decoded, with the memory for its elements. Until it ends, no other
// list has this memory, not even one nested in its elements.
type list struct {
	pr    *prop
	slab  *slab
	first mem
	room  int // elements that fit
}

// newList takes the free memory of the property's slab.
func (d *decoder) newList(pr *prop) list {
	s := d.slabOf(pr)
	l := list{pr: pr, slab: s, first: s.next, room: s.left}
	s.left = 0
	s.open++
	return l
}

// grow makes room for more elements after the first n. A list nested in a list of the same property
// gets less at once, because the deeper it is, the more lists are not done.
func (d *decoder) grow(l *list, m mem, n, more int) {
	size := n + more
	if !d.own {
		least := min(l.slab.made, slabElements, slabBytes/int(l.pr.size))
		size = max(size, least>>(2*(l.slab.open-1)))
	}
	fresh := reflect.MakeSlice(l.pr.typ, size, size)
	if n > 0 {
		l.set(m, n)
		old := valueAt(l.pr.typ, m)
		reflect.Copy(fresh, old)
		old.Clear() // other lists can keep the old memory, which must not keep these elements
	}
	l.first, l.room = fresh.UnsafePointer(), size
	l.slab.made += size
}

// set makes the slice at m the first n elements. Its capacity is its length, since the memory
// behind it is for other lists.
func (l *list) set(m mem, n int) { setSlice(m, l.first, n) }

// done returns the memory behind the first n elements to the slab.
func (l *list) done(d *decoder, n int) {
	l.slab.open--
	if left := l.room - n; left > l.slab.left && !d.own {
		l.slab.next, l.slab.left = at(l.first, uintptr(n)*l.pr.size), left
	}
}

// drop returns all memory and leaves the slice at m nil. n elements were decoded, and another one
// in part.
func (l *list) drop(d *decoder, m mem, n int) {
	l.set(m, n+1)
	list := valueAt(l.pr.typ, m)
	list.Clear()
	list.SetZero()
	l.done(d, 0)
}

// batch is memory for values of one type. Its size doubles up to batchLen values.
type batch[T any] struct{ free []T }

const batchLen = 64

// take returns n zero values.
func (b *batch[T]) take(n int) []T {
	if cap(b.free)-len(b.free) < n {
		b.free = make([]T, 0, max(n, min(2*cap(b.free), batchLen)))
	}
	start := len(b.free)
	b.free = b.free[:start+n]
	return b.free[start : start+n : start+n]
}
