package lock_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/lock"
	"github.com/intunegen/intunegen/gen/retain"
)

func hash(text string) string { return lock.Hash([]byte(text)) }

func example() *lock.Lock {
	return &lock.Lock{Generator: "v1.2.3", Input: hash("aa"), Source: "a description, of 2026", Options: hash("bb"),
		Names: names.Table{names.Top: {{Key: "params:api.f(api.pool)(x)", Go: "PoolFParams"}, {Key: "type:api.pool", Go: "Pool"}}, "api.pool": {{Key: "Name", Go: "Name_"}, {Key: "id", Go: "ID"}, {Key: "name", Go: "Name"}}},
		Parts: retain.Parts{"api.pool": {"name": {Type: "Edm.String", Nullable: true, Managed: true}, "id": {Type: "Edm.String"}}, "api.size": {"small": {Member: true}}},
		Files: map[string]string{"pool.go": hash("cc"), "doc.go": hash("dd")}}
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

// Lines may be in any order, as after a merge.
func TestUnsorted(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(string(example().Text()), "\n"), "\n")
	slices.Reverse(lines[1 : len(lines)-1])
	l, err := lock.Read("intunegen.lock", []byte(strings.Join(lines, "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(example(), l); diff != "" {
		t.Error(diff)
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
	now.Input = hash("zz")
	if !old.SameNames(now) {
		t.Error("another input, and the names are told apart")
	}
	now.Names["api.pool"] = append(now.Names["api.pool"], names.Name{Key: "zone", Go: "Zone"})
	if old.Same(now) || old.SameNames(now) {
		t.Error("another name, and the locks are the same")
	}
}
