package odata

import "reflect"

// group is room for values of one type: one allocation for many.
type group struct {
	next mem
	left int
	made int
	open int // lists that are being decoded, one nested in the other
}

// The size of a group doubles up to these.
const (
	groupLen  = 32       // structs behind pointers
	listLen   = 128      // elements of lists
	groupSize = 32 << 10 // bytes
)

// groupOf returns the group of a key, an empty one at first.
func groupOf[K comparable](groups *map[K]*group, key K) *group {
	g := (*groups)[key]
	if g == nil {
		if *groups == nil {
			*groups = map[K]*group{}
		}
		g = new(group)
		(*groups)[key] = g
	}
	return g
}

// groupLen returns how many values of a size to make at once.
func (d *decoder) groupLen(g *group, most int, size uintptr) int {
	if d.own {
		return 1
	}
	return max(1, min(g.made, most, groupSize/int(size)))
}

// newStruct returns a new struct of the plan's type.
func (d *decoder) newStruct(p *plan) mem {
	g := groupOf(&d.groups, p)
	size := p.typ.Size()
	if g.left == 0 {
		g.left = d.groupLen(g, groupLen, size)
		g.next = reflect.MakeSlice(reflect.SliceOf(p.typ), g.left, g.left).UnsafePointer()
		g.made += g.left
	}
	m := g.next
	if g.left--; g.left > 0 {
		g.next = at(m, size)
	}
	return m
}

// list is the room of a list that is being decoded. It belongs to no other list meanwhile, as one nested in its elements.
type list struct {
	pr    *prop
	g     *group
	first mem
	room  int // elements that fit there
}

// newList takes what room there is for elements of the property.
func (d *decoder) newList(pr *prop) list {
	g := groupOf(&d.lists, pr)
	l := list{pr: pr, g: g, first: g.next, room: g.left}
	g.left = 0
	g.open++
	return l
}

// grow makes room for more elements after the n that there are. A list in a list of the same property has less of it, because the deeper
// one is, the more of them are not done.
func (d *decoder) grow(l *list, m mem, n, more int) {
	size := max(n+more, d.groupLen(l.g, listLen, l.pr.size)>>(2*(l.g.open-1)))
	fresh := reflect.MakeSlice(l.pr.typ, size, size)
	if n > 0 {
		l.set(m, n)
		old := valueAt(l.pr.typ, m)
		reflect.Copy(fresh, old)
		old.Clear() // what is left of it in memory that other lists keep would be kept, too
	}
	l.first, l.room = fresh.UnsafePointer(), size
	l.g.made += size
}

// set makes the slice at m the first n elements. Its capacity is its length: what follows is room for other lists.
func (l *list) set(m mem, n int) { setSlice(m, l.first, n) }

// done gives back the room behind n elements.
func (l *list) done(d *decoder, n int) {
	l.g.open--
	if left := l.room - n; left > l.g.left && !d.own {
		l.g.next, l.g.left = at(l.first, uintptr(n)*l.pr.size), left
	}
}

// drop gives back all room and leaves the slice at m nil. n elements were decoded, and another one in part.
func (l *list) drop(d *decoder, m mem, n int) {
	l.set(m, n+1)
	list := valueAt(l.pr.typ, m)
	list.Clear()
	list.SetZero()
	l.done(d, 0)
}
