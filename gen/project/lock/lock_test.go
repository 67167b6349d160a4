package lock_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/retain"
)

func example() *lock.Lock {
	return &lock.Lock{Generator: "v1.2.3", Input: "aa", Source: "a description, of 2026", Options: "bb",
		Names: names.Table{names.Top: {{Key: "params:api.f(api.pool)(x)", Go: "PoolFParams"}, {Key: "type:api.pool", Go: "Pool"}}, "api.pool": {{Key: "Name", Go: "Name_"}, {Key: "id", Go: "ID"}, {Key: "name", Go: "Name"}}},
		Parts: retain.Parts{"api.pool": {"name": {Type: "Edm.String", Nullable: true, Managed: true}, "id": {Type: "Edm.String"}}, "api.size": {"small": {Member: true}}},
		Files: map[string]string{"pool.go": "cc", "doc.go": "dd"}}
}

// What is written is read again.
func TestRoundTrip(t *testing.T) {
	want := example()
	got, err := lock.Read("intunegen.lock", want.Text())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Of a lock whose lines two branches brought together, each name is found, and of two for the same the later holds.
func TestUnsorted(t *testing.T) {
	l, err := lock.Read("intunegen.lock", []byte("intunegen lock 1\nname type:b=B\nname type:a=A\nname type:b=B_\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := names.Names{{Key: "type:a", Go: "A"}, {Key: "type:b", Go: "B_"}}
	if diff := cmp.Diff(want, l.Names[names.Top]); diff != "" {
		t.Error(diff)
	}
}

// Damage is an error with its place, not a lock without names.
func TestDamage(t *testing.T) {
	good := string(example().Text())
	for _, bad := range []string{
		"", "x\n" + good, good + "<<<<<<< HEAD\n", good + "name nothing\n", good + "name type:api.a=A&\n", good + "names api.a b=func\n", good + "parts api.pool nothing\n",
	} {
		l, err := lock.Read("intunegen.lock", []byte(bad))
		if err == nil && bad != "" {
			t.Errorf("%q was read as %+v", bad, l)
		}
	}
}

// The generator alone makes no other lock, but is a reason to look again.
func TestSame(t *testing.T) {
	old, now := example(), example()
	now.Generator = "v1.2.4"
	if !old.Same(now) {
		t.Error("another generator, and the locks are told apart")
	}
	if diff := cmp.Diff([]string{"the generator changed"}, old.Changes(now)); diff != "" {
		t.Error(diff)
	}
	now.Input = "zz"
	if !old.SameNames(now) {
		t.Error("another input, and the names are told apart")
	}
	now.Names["api.pool"] = append(now.Names["api.pool"], names.Name{Key: "zone", Go: "Zone"})
	if old.Same(now) || old.SameNames(now) {
		t.Error("another name, and the locks are the same")
	}
}
