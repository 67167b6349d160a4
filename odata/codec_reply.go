package odata

import (
	"fmt"
	"reflect"
)

// DecodeReply decodes the body of a reply into v. v points to the result type of the request: a
// pointer to a model, an interface of models, or a scalar. The value can be the whole body, or the
// member value of an object. null leaves v unchanged, and an error sets it to zero. If own is set,
// memory is not shared, as by [UnmarshalOwned]. The error is a [TruncatedError] if v is set, and
// an expanded collection in it ended in a link.
func DecodeReply(data []byte, v any, own bool) error {
	target := reflect.ValueOf(v).Elem()
	pr, err := replyProp(target.Type())
	if err != nil {
		return err
	}
	d := newDecoder(data)
	defer d.release()
	d.own = own
	start, end := d.space(0), 0
	if d.isWrapped(pr, start) {
		value := func(i int) int { return d.reply(pr, target.Addr(), i) }
		end = d.whole(start, func(i int) int { return d.envelope(i, map[string]func(int) int{"value": value}) })
	} else {
		end = d.whole(start, func(i int) int { return d.reply(pr, target.Addr(), i) })
	}
	if end < 0 {
		target.SetZero()
		return d.err
	}
	if d.truncated != "" {
		return TruncatedError(d.truncated)
	}
	return nil
}

// A TruncatedError is the name of an expanded collection that ended in a link to its further items.
type TruncatedError string

func (e TruncatedError) Error() string {
	return fmt.Sprintf("odata: the expanded collection %q has further items, which were not read", string(e))
}

func replyProp(t reflect.Type) (*prop, error) {
	pr := &prop{name: "value", typ: t}
	return pr, pr.setKind()
}

// reply decodes the value at i into the value that v points to.
func (d *decoder) reply(pr *prop, v reflect.Value, i int) int {
	if d.b[i] == 'n' {
		return d.literal(i, "null")
	}
	var end int
	if pr.list {
		end = d.array(pr, v.UnsafePointer(), i)
	} else {
		end = d.value(pr, v.UnsafePointer(), i)
	}
	if end == misfit {
		return d.fail(i, "the value is not what the request is typed by, %v", pr.typ)
	}
	return end
}
