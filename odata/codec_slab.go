package odata

import "reflect"

// slab is memory for many values of one type: structs behind pointers, or elements of the lists of one
// property. One allocation serves many of them.
type slab struct {
	next mem // the first free value
	left int // free values
	made int // values allocated so far
	open int // lists being decoded, one nested in the other
}

// The size of a slab doubles up to these limits.
const (
	slabStructs  = 32
	slabElements = 128
	slabBytes    = 32 << 10
)

// slabOf returns the slab of a key, which is empty at first.
func slabOf[K comparable](slabs *map[K]*slab, key K) *slab {
	s := (*slabs)[key]
	if s == nil {
		if *slabs == nil {
			*slabs = map[K]*slab{}
		}
		s = new(slab)
		(*slabs)[key] = s
	}
	return s
}

// slabLen returns how many values of a size to allocate at once, at most limit.
func (d *decoder) slabLen(s *slab, limit int, size uintptr) int {
	if d.own {
		return 1
	}
	return max(1, min(s.made, limit, slabBytes/int(size)))
}

// newStruct returns the address of a new struct of the plan's type.
func (d *decoder) newStruct(p *plan) mem {
	s := slabOf(&d.structs, p)
	if s.left == 0 {
		s.left = d.slabLen(s, slabStructs, p.typ.Size())
		s.next = reflect.MakeSlice(reflect.SliceOf(p.typ), s.left, s.left).UnsafePointer()
		s.made += s.left
	}
	m := s.next
	if s.left--; s.left > 0 {
		s.next = at(m, p.typ.Size())
	}
	return m
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
	s := slabOf(&d.lists, pr)
	l := list{pr: pr, slab: s, first: s.next, room: s.left}
	s.left = 0
	s.open++
	return l
}

// grow makes room for more elements after the first n. A list nested in a list of the same property
// gets less at once, because the deeper it is, the more lists are not done.
func (d *decoder) grow(l *list, m mem, n, more int) {
	size := max(n+more, d.slabLen(l.slab, slabElements, l.pr.size)>>(2*(l.slab.open-1)))
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
