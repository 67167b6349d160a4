package diff

import (
	"encoding/json"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func asIs(text string) string { return text }

// text returns a value as JSON, with name applied to its strings.
func (r reader) text(v *spec.Value, name func(string) string) string {
	var b strings.Builder
	write(&b, v, name)
	return b.String()
}

func write(b *strings.Builder, v *spec.Value, name func(string) string) {
	switch v.Kind {
	case spec.Null:
		b.WriteString("null")
	case spec.String:
		quote(b, name(v.Text))
	case spec.List:
		writeAll(b, '[', ']', len(v.List), func(i int) { write(b, &v.List[i], name) })
	case spec.Object:
		writeAll(b, '{', '}', len(v.Members), func(i int) {
			quote(b, v.Members[i].Name)
			b.WriteByte(':')
			write(b, &v.Members[i].Value, name)
		})
	default:
		b.WriteString(v.Text)
	}
}

func writeAll(b *strings.Builder, open, end byte, n int, item func(int)) {
	b.WriteByte(open)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		item(i)
	}
	b.WriteByte(end)
}

func quote(b *strings.Builder, s string) {
	data, _ := json.Marshal(s) // a string cannot fail
	b.Write(data)
}
