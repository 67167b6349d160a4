package graphtest

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What the service takes beyond the description is what the conformance suite lists, no more and no
// less.
func TestDocumentedIsTheListOfTheSuite(t *testing.T) {
	text, err := os.ReadFile("../../test/conformance/exceptions.txt")
	if err != nil {
		t.Fatal(err)
	}
	has := regexp.MustCompile(`(?m)^intune-[a-z]+-([a-z0-9]+)-(?:create|update) .*absent from the schema .* has no property (\w+);`)
	listed := map[string]bool{}
	for _, m := range has.FindAllStringSubmatch(string(text), -1) {
		listed[m[1]+"/"+m[2]] = true
	}
	if len(listed) < 10 {
		t.Fatalf("only %d are listed", len(listed))
	}
	for typ, names := range documented {
		for _, name := range names {
			if key := strings.ToLower(typ) + "/" + name; !listed[key] {
				t.Errorf("%s is not listed", key)
			} else {
				delete(listed, key)
			}
		}
	}
	for key := range listed {
		typ, name, _ := strings.Cut(key, "/")
		taken := false
		for of, names := range documented { // a base takes it for those that derive from it
			taken = taken || strings.EqualFold(of, typ) && slices.Contains(names, name)
		}
		if !taken {
			t.Errorf("%s is not taken", key)
		}
	}
}
