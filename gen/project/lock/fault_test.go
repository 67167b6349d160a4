package lock_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// text returns a whole lock with further lines before those of files.
func text(more ...string) string {
	good := string(example().Text())
	at := strings.Index(good, "file ")
	return good[:at] + strings.Join(append(more, ""), "\n") + good[at:]
}

// lineOf returns the number of the line that the last of the further lines of text is on.
func lineOf(more ...string) int {
	good := string(example().Text())
	return strings.Count(good[:strings.Index(good, "file ")], "\n") + len(more)
}

// Whatever is in a lock that generate could not have written is an error at its line.
func TestFaultA3_BadLines(t *testing.T) {
	for name, lines := range map[string][]string{
		"the same Go name twice":           {"name type:api.a=A", "name type:api.b=A"},
		"the same key twice":               {"name type:api.a=A", "name type:api.a=B"},
		"the same line twice":              {"name type:api.a=A", "name type:api.a=A"},
		"a Go name taken by an alias":      {"name type:api.a=A", "names alias type:api.b>api.a=A"},
		"a property twice":                 {"names api.a b c b"},
		"two properties with one name":     {"names api.a b=B b_=B"},
		"one property by rule, one not":    {"names api.a b c=B"},
		"a scope twice":                    {"names api.a b", "names api.a c"},
		"two types for Client":             {"name type:api.thing=Client"},
		"a type for NewClient":             {"name type:api.thing=NewClient"},
		"a patch for NewPatch":             {"name patch:api.thing=NewPatch"},
		"a member for New":                 {"name member:api.e/m=New"},
		"init":                             {"name type:api.a=init"},
		"the blank identifier":             {"name type:api.a=_"},
		"a predeclared type":               {"name type:api.a=string"},
		"a predeclared function":           {"names api.a b=len"},
		"a keyword":                        {"names api.a b=func"},
		"the package graph":                {"name type:api.a=graph"},
		"the package odata":                {"name builder:api.a=odata"},
		"the package azcore":               {"name any:api.a=azcore"},
		"the package context":              {"name params:api.f(api.a)(x)=context"},
		"main":                             {"name type:api.a=main"},
		"Extra":                            {"names api.a b=Extra"},
		"Extra by the rule":                {"names api.a extra"},
		"ID of another":                    {"names api.a b=ID"},
		"MarshalJSON":                      {"names params:PoolFParams b=MarshalJSON"},
		"a call of a builder":              {"names PoolBuilder things=Get"},
		"the key of a collection":          {"names PoolCollection things=ID"},
		"a method of the client":           {"names Client things=Do"},
		"a client of another name":         {"name fixed:Client=Client_", "names Client_ things=Batch"},
		"what every package has, moved":    {"name fixed:NewClient=Foo"},
		"what no package has":              {"name fixed:Foo=Foo"},
		"no identifier":                    {"name type:api.a=A&"},
		"code":                             {"name type:api.a=A;func"},
		"a name with a dot":                {"names api.a b=B.C"},
		"no name":                          {"name nothing"},
		"an empty name":                    {"name type:api.a="},
		"an empty line":                    {""},
		"an unknown line":                  {"note something"},
		"an unknown kind":                  {"name class:api.a=A"},
		"a scope that is a path":           {"names ../api b"},
		"a scope in lower case":            {"names builder b"},
		"parameters without a name":        {"names params: b"},
		"a name missing":                   {"names api.a b  c"},
		"a key with a quote":               {"names api.a b\"=B"},
		"a path for a file":                {"file " + hash("x") + " ../x.go"},
		"an absolute path":                 {"file " + hash("x") + " /etc/x.go"},
		"a path of Windows":                {"file " + hash("x") + ` ..\x.go`},
		"a drive":                          {"file " + hash("x") + " C:x.go"},
		"a file of another kind":           {"file " + hash("x") + " x.txt"},
		"a hidden file":                    {"file " + hash("x") + " .x.go"},
		"a file that go passes over":       {"file " + hash("x") + " _x.go"},
		"a test":                           {"file " + hash("x") + " x_test.go"},
		"a file of one system":             {"file " + hash("x") + " x_linux.go"},
		"the guard":                        {"file " + hash("x") + " intunegen_interrupted.go"},
		"a file twice":                     {"file " + hash("x") + " x.go", "file " + hash("y") + " x.go"},
		"a short hash":                     {"file abc x.go"},
		"a hash with capitals":             {"file " + strings.ToUpper(hash("x")) + " x.go"},
		"no hash":                          {"file x.go"},
		"a second generator":               {"generator v2.0.0"},
		"a second input":                   {"input " + hash("x") + " another"},
		"second options":                   {"options " + hash("x")},
		"an input that is not a hash":      {"input ../x another"},
		"a part that is nothing":           {"parts api.a nothing"},
		"a part with code":                 {"parts api.a a=Edm.String;func"},
		"a part with an unknown mark":      {"parts api.a a=Edm.String,extra"},
		"a part twice":                     {"parts api.a a=Edm.String a=Edm.Int32"},
		"the parts of no type":             {"parts api a=Edm.String"},
		"a part that is not an identifier": {"parts api.a a\"b=Edm.String"},
		"a control character":              {"names api.a b\x1b[31m"},
		"what is not UTF-8":                {"names api.a b\xff"},
		"what is behind the end":           {"end", "names api.a b"},
		"a marker of a conflict":           {"<<<<<<< HEAD"},
		"a marker between two sides":       {"======="},
		"a marker of a conflict's end":     {">>>>>>> theirs"},
		"the line of CRLF":                 {"names api.a b\r"},
		"a name for every package's own":   {"name fixed:table=string"},
	} {
		_, err := lock.Read("dir/intunegen.lock", []byte(text(lines...)))
		want := fmt.Sprintf("dir/intunegen.lock:%d:", lineOf(lines...))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "; ") {
			t.Errorf("%s: %v; want %s", name, err, want)
		}
	}
}

// A lock that is not whole, or was saved in another form, is an error.
func TestFaultA3_Damage(t *testing.T) {
	good := text()
	lines := strings.SplitAfter(good, "\n")
	for n := range len(lines) - 1 {
		if _, err := lock.Read("l", []byte(strings.Join(lines[:n], ""))); err == nil {
			t.Errorf("cut off behind line %d: no error", n)
		}
	}
	for n := range len(good) {
		if _, err := lock.Read("l", []byte(good[:n])); err == nil {
			t.Errorf("cut off behind byte %d: no error", n)
		}
	}
	for name, bad := range map[string]string{
		"byte order mark": "\ufeff" + good,
		"CRLF":            strings.ReplaceAll(good, "\n", "\r\n"),
		"another file":    "package p\n",
		"UTF-16":          "\xff\xfei\x00",
		"two locks":       good + good,
		"another version": strings.Replace(good, "lock 2", "lock 3", 1),
		"no head":         strings.Replace(good, "generator", "generators", 1),
	} {
		if _, err := lock.Read("l", []byte(bad)); err == nil || !strings.HasPrefix(err.Error(), "l:") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A merge that keeps the lines of both sides gives no lock.
func TestFaultA3_UnionMerge(t *testing.T) {
	ours, theirs := example(), example()
	theirs.Names[names.Top] = append(theirs.Names[names.Top], names.Name{Key: "type:api.ring", Go: "Pool_"})
	theirs.Input = hash("newer")
	theirs.Names["api.pool"][0].Go = "Name__"
	in := map[string]bool{}
	var union strings.Builder
	for line := range strings.Lines(string(ours.Text()) + string(theirs.Text())) {
		if !in[line] {
			in[line] = true
			union.WriteString(line)
		}
	}
	_, err := lock.Read("intunegen.lock", []byte(union.String()))
	if err == nil || !strings.Contains(err.Error(), "intunegen.lock:") {
		t.Errorf("a union: %v", err)
	}
}

// Names that generate gives by its rules are not faults, although some look like it.
func TestFaultA3_GoodLocks(t *testing.T) {
	for _, lines := range [][]string{
		{"name type:api.client=Client", "name fixed:Client=Client_", "names Client_ things"},
		{"name type:api.new.patch=NewPatch", "name fixed:NewPatch=NewPatch_"},
		{"names api.a extra=Extra_ id=ID"},
		{"names PoolBuilder get=Get_ as:api.big=AsBig call:assign:api.assign(api.pool)(a,b)=Assign"},
		{"names PoolBuilder patch"},
		{"name type:api.a'=A_", "names api.größe länge"},
		{"parts api.a a=Collection(Edm.String)?,managed,secret b=api.größe", "parts api.e m=-5"},
	} {
		if _, err := lock.Read("l", []byte(text(lines...))); err != nil {
			t.Errorf("%q: %v", lines, err)
		}
	}
	before := "intunegen lock 1\n" + strings.TrimSuffix(strings.TrimPrefix(text(), "intunegen lock 2\n"), "end\n")
	if _, err := lock.Read("l", []byte(before)); err != nil {
		t.Errorf("of an earlier version: %v", err)
	}
}
