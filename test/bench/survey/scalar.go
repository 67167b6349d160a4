package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// scalar writes a value of a property's type.
func (p *page) scalar(f property) {
	r := p.r
	day := fmt.Sprintf("20%02d-%02d-%02d", r.IntN(9)+17, r.IntN(12)+1, r.IntN(28)+1)
	clock := fmt.Sprintf("%02d:%02d:%02d.%07d", r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1e7))
	switch f.scalar {
	case reflect.TypeFor[odata.Time]():
		p.add(`"` + day + "T" + clock + `Z"`)
	case reflect.TypeFor[odata.Date]():
		p.add(`"` + day + `"`)
	case reflect.TypeFor[odata.TimeOfDay]():
		p.add(`"` + clock + `"`)
	case reflect.TypeFor[odata.Duration]():
		p.add(fmt.Sprintf(`"PT%dH%dM%dS"`, r.IntN(24), r.IntN(60), r.IntN(60)))
	case reflect.TypeFor[odata.GUID]():
		p.add(`"` + p.guid() + `"`)
	case reflect.TypeFor[odata.Binary]():
		p.add(`"` + p.binary() + `"`)
	case reflect.TypeFor[odata.Decimal]():
		p.number()
	case reflect.TypeFor[odata.Secret]():
		p.quote(p.text(f))
	case reflect.TypeFor[odata.Raw]():
		p.add(`{"a":[1,2,"x"]}`)
	default:
		p.basic(f)
	}
}

func (p *page) guid() string {
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", p.r.Uint32(), p.r.IntN(1<<16), p.r.IntN(1<<16), p.r.IntN(1<<16), p.r.Int64N(1<<48))
}

func (p *page) binary() string {
	b := make([]byte, 16+p.r.IntN(200))
	for i := range b {
		b[i] = byte(p.r.Uint32())
	}
	return base64.StdEncoding.EncodeToString(b)
}

func (p *page) number() {
	if p.digits {
		p.add(fmt.Sprint(p.r.Float64() * 1000))
		return
	}
	p.add(fmt.Sprint(float64(p.r.IntN(1000)) / 4))
}

// basic writes a value of a type of Go.
func (p *page) basic(f property) {
	switch f.scalar.Kind() {
	case reflect.Bool:
		p.add(fmt.Sprint(p.r.IntN(2) == 0))
	case reflect.Float32, reflect.Float64:
		p.number()
	case reflect.Int64:
		p.add(fmt.Sprint(p.integer(1<<62, 1<<40)))
	case reflect.String:
		p.quote(p.text(f))
	case reflect.Int32:
		p.add(fmt.Sprint(p.integer(1<<31-1, 1000)))
	default:
		p.add(fmt.Sprint(p.r.IntN(100)))
	}
}

func (p *page) integer(many, few int64) int64 {
	if p.digits {
		return p.r.Int64N(many)
	}
	return p.r.Int64N(few)
}

// quote writes a string with the escapes that services of .NET write too, which are those of
// characters with a meaning in HTML.
func (p *page) quote(text string) {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	p.body = append(p.body, b...)
}

// text returns a member of an enumeration, an identifier or a text.
func (p *page) text(f property) string {
	switch lower := strings.ToLower(f.name); {
	case f.scalar != reflect.TypeFor[string]() && f.scalar.Kind() == reflect.String:
		return []string{"unknown", "notApplicable", "compliant", "windowsRT", "a"}[p.r.IntN(5)]
	case strings.HasSuffix(lower, "id") || strings.HasSuffix(lower, "ids"):
		return p.guid()
	}
	switch p.style.text {
	case textEscaped:
		return fmt.Sprintf("Größe \"%s\"\t<%d> & 'C:\\Program Files\\%[1]s'\n", f.name, p.r.IntN(100))
	case textForeign:
		return []string{"デバイスの構成プロファイル", "Настройка устройства", "Geräteübergreifende Größe für " + f.name, "设备配置 📱"}[p.r.IntN(4)]
	case textLong:
		return strings.Repeat("A script or a description of some length, in which little needs an escape.\n", 1+p.r.IntN(40))
	}
	return f.name + " value"
}
