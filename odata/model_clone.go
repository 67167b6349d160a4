package odata

import "reflect"

// Clone returns a deep copy of a model that was read, to be created elsewhere or put back by a Put.
// At every depth, also in what the description does not know, it takes out
//   - read-only properties and those that the service manages,
//   - navigation properties that creation does not take, as references to other resources are: it
//     keeps the parts that are created together with their resource,
//   - operations that the service advertises (#namespace.action), and annotations other than
//     @odata.type and name@odata.bind.
//
// Ids that remain, such as those of groups, are valid in one tenant only.
func Clone[T any](model T) (T, error) {
	copied, err := clone(model)
	if err != nil {
		var none T
		return none, err
	}
	if same, ok := copied.Interface().(T); ok {
		return same, nil
	}
	return copied.Elem().Interface().(T), nil
}

// clone returns a pointer to the copy.
func clone(model any) (reflect.Value, error) {
	_, p, err := modelOf(model)
	if err != nil {
		return reflect.Value{}, err
	}
	e := encoder{omit: readonly | managed, clone: true}
	if err := e.whole(model); err != nil {
		return reflect.Value{}, err
	}
	copied := reflect.New(p.typ)
	return copied, Unmarshal(e.b, copied.Interface())
}

// cloned reports whether creation takes a property, unless the service sets it.
func (pr *prop) cloned() bool {
	return pr.flags&navigation == 0 || pr.flags&(inBody|deep) != 0
}

// withoutControls returns a JSON text without the annotations and advertised operations in it.
func withoutControls(text string) string {
	d := newDecoder(bytesOf(text))
	defer d.release()
	w := cleaner{decoder: d}
	if w.value(0) < 0 || !w.cleaned {
		return text
	}
	return string(w.out)
}

// A cleaner copies a JSON text to out without some of its members.
type cleaner struct {
	*decoder
	out     []byte
	cleaned bool // something was left out
}

// value copies the value at i and returns the position after it.
func (w *cleaner) value(i int) int {
	switch w.b[i] {
	case '{':
		return w.object(i)
	case '[':
		return w.array(i)
	}
	end := w.skip(i)
	if end > 0 {
		w.out = append(w.out, w.s[i:end]...)
	}
	return end
}

func (w *cleaner) object(start int) int {
	comma := false
	w.out = append(w.out, '{')
	end := w.eachMember(start, func(name string, value int) int {
		plain := plan{}
		if isControl(name) && name != typeMember && !plain.isBind(name) {
			w.cleaned = true
			return w.skip(value)
		}
		if comma {
			w.out = append(w.out, ',')
		}
		comma = true
		w.out = append(appendString(w.out, name), ':')
		return w.value(value)
	})
	w.out = append(w.out, '}')
	return end
}

func (w *cleaner) array(i int) int {
	w.out = append(w.out, '[')
	if i = w.space(i + 1); w.b[i] == ']' {
		w.out = append(w.out, ']')
		return i + 1
	}
	for i > 0 {
		if i = w.value(i); i < 0 {
			return i
		}
		i = w.space(i)
		w.out = append(w.out, w.b[i])
		if w.b[i] != ',' {
			return i + 1
		}
		i = w.space(i + 1)
	}
	return i
}
