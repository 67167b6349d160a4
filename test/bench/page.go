// Package bench measures the codec beside other JSON libraries on the same data.
package bench

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// This file makes payloads: JSON with the properties that a generated model has, the same for the
// same seed.

// payload writes objects of generated models.
type payload struct {
	r *rand.Rand
	b []byte
}

// Page returns a page of n objects in the form of model, a pointer to a generated struct, as a
// service would send it.
func Page(model any, n int, seed uint64) []byte {
	p := payload{r: rand.New(rand.NewPCG(seed, seed))}
	p.add(`{"@odata.context":"https://graph.microsoft.com/beta/$metadata#collection","@odata.nextLink":"https://graph.microsoft.com/beta/c?$skiptoken=2","value":[`)
	for i := range n {
		if i > 0 {
			p.add(",")
		}
		p.object(reflect.TypeOf(model).Elem(), 0)
	}
	p.add("]}")
	return p.b
}

func (p *payload) add(s string) { p.b = append(p.b, s...) }

// object writes all properties but navigation properties, which a service leaves out.
func (p *payload) object(t reflect.Type, depth int) {
	p.add("{")
	start := len(p.b)
	if name := typeOf(t); strings.HasPrefix(name, "#") || depth > 0 && p.r.IntN(4) == 0 {
		p.add(fmt.Sprintf(`"@odata.type":%q`, name))
	}
	for _, f := range properties(t) {
		if len(p.b) > start {
			p.add(",")
		}
		p.add(fmt.Sprintf("%q:", f.name))
		p.value(f, depth)
	}
	p.add("}")
}

func (p *payload) value(f property, depth int) {
	empty := p.below(8) == 0
	if f.model != nil {
		empty = p.below(8) > 0 // as in a list of devices, whose details a service gives for one device only
	}
	switch {
	case empty && f.list:
		p.add("[]")
	case empty && (f.model != nil || !f.nonnull):
		p.add("null")
	case f.list:
		p.list(f, depth)
	default:
		p.one(f, depth)
	}
}

func (p *payload) list(f property, depth int) {
	p.add("[")
	for i := range p.r.IntN(3) {
		if i > 0 {
			p.add(",")
		}
		p.one(f, depth)
	}
	p.add("]")
}

func (p *payload) one(f property, depth int) {
	if f.model != nil {
		p.object(f.model, depth+1)
		return
	}
	switch f.scalar {
	case reflect.TypeFor[odata.Time]():
		p.add(fmt.Sprintf(`"20%02d-%02d-%02dT%02d:%02d:%02d.%dZ"`, p.below(9)+17, p.below(12)+1, p.below(28)+1, p.below(24), p.below(60), p.below(60), p.below(1e7)))
	case reflect.TypeFor[odata.Date]():
		p.add(fmt.Sprintf(`"20%02d-%02d-%02d"`, p.below(9)+17, p.below(12)+1, p.below(28)+1))
	case reflect.TypeFor[odata.Duration]():
		p.add(fmt.Sprintf(`"PT%dM%dS"`, p.below(60), p.below(60)))
	case reflect.TypeFor[odata.Binary]():
		p.quote(p.r.Uint64(), p.r.Uint64())
	default:
		p.scalar(f)
	}
}

func (p *payload) quote(parts ...any) {
	text, err := json.Marshal([]byte(fmt.Sprint(parts...)))
	if err != nil {
		panic(err)
	}
	p.b = append(p.b, text...)
}

func (p *payload) below(n int) int { return p.r.IntN(n) }

func (p *payload) scalar(f property) {
	switch f.scalar.Kind() {
	case reflect.Bool:
		p.add(fmt.Sprint(p.below(2) == 0))
	case reflect.Float32, reflect.Float64:
		p.add(fmt.Sprint(float64(p.below(1000)) / 4))
	case reflect.Int64:
		p.add(fmt.Sprint(p.r.Int64N(1 << 40)))
	case reflect.String:
		p.add(fmt.Sprintf("%q", p.text(f)))
	case reflect.Int32, reflect.Int16, reflect.Int8, reflect.Uint8:
		p.add(fmt.Sprint(p.below(100)))
	default:
		p.add("null")
	}
}

// text returns an enumeration's member, an identifier, a short text or, once in a while, one that
// needs escapes.
func (p *payload) text(f property) string {
	switch {
	case f.scalar != reflect.TypeFor[string]():
		return []string{"unknown", "notApplicable", "compliant", "windowsRT"}[p.below(4)]
	case strings.HasSuffix(strings.ToLower(f.name), "id"):
		return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", p.r.Uint32(), p.below(1<<16), p.below(1<<16), p.below(1<<16), p.r.Int64N(1<<48))
	case p.below(20) == 0:
		return "Größe \"" + f.name + "\"\n"
	}
	return f.name + " value"
}
