package odata_test

import (
	"reflect"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestNew(t *testing.T) {
	models := []any{(*device)(nil), (*groupTarget)(nil), (*target)(nil)}
	for name, want := range map[string]reflect.Type{"ns.device": reflect.TypeFor[*device](), "ns.groupTarget": reflect.TypeFor[*groupTarget](),
		"ns.target": reflect.TypeFor[*target](), "": nil, "ns.a": nil, "ns.z": nil} {
		got, ok := odata.New(models, name)
		if reflect.TypeOf(got) != want || ok != (want != nil) {
			t.Errorf("New(%q) gives %T, %v; want %v", name, got, ok, want)
		}
	}
}
