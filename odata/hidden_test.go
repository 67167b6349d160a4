package odata_test

import (
	"slices"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

type hiddenInner struct {
	Codes odata.Field[[]odata.Secret] `odata:"codes"`
	Inner odata.Field[*hiddenInner]   `odata:"inner"`
	Extra odata.Extra                 `odata:""`
}

type hiddenOuter struct {
	Name  odata.Field[string]        `odata:"name"`
	Key   odata.Field[odata.Secret]  `odata:"key"`
	Items odata.Field[[]hiddenInner] `odata:"items"`
	Extra odata.Extra                `odata:""`
}

// Secrets are found in models, in what holds models, and in values that contain themselves.
func TestSecretsOfContainers(t *testing.T) {
	inner := hiddenInner{Codes: odata.Set([]odata.Secret{odata.NewSecret("a"), odata.NewSecret("b")})}
	outer := &hiddenOuter{Key: odata.Set(odata.NewSecret("c")), Items: odata.Set([]hiddenInner{inner})}
	loop := map[string]any{"model": outer}
	loop["itself"] = []any{loop, nil, []byte("x")}
	want := []string{"a", "b", "c"}
	for _, v := range []any{outer, *outer, []any{nil, outer}, map[string]any{"x": *outer}, struct{ V any }{outer}, &[]hiddenOuter{*outer}, loop} {
		got := odata.Secrets(v)
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("%T: got %q; want %q", v, got, want)
		}
	}
}

// The names of hidden properties are found in types, however they refer to each other.
func TestSecretNames(t *testing.T) {
	type own struct {
		Model *hiddenOuter `json:"model"`
		Pin   odata.Secret `json:"pin,omitempty"`
	}
	for _, test := range []struct {
		v    any
		want []string
	}{
		{(*hiddenOuter)(nil), []string{"codes", "key"}},
		{new([]*hiddenInner), []string{"codes"}},
		{&own{}, []string{"codes", "key", "pin"}},
		{new(odata.Secret), []string{"value"}},
		{new(map[string]any), nil},
		{nil, nil},
	} {
		if got := odata.SecretNames(test.v); !slices.Equal(got, test.want) {
			t.Errorf("%T: got %q; want %q", test.v, got, test.want)
		}
	}
}
