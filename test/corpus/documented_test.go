package corpus_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/test/corpus"
)

// responses returns the documented response bodies of the corpus, those in "value" unwrapped.
func documented(t *testing.T) *msdocs.Folder {
	t.Helper()
	folder, err := msdocs.Read(corpus.File(t, "docs"))
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// typeOf returns the type that a body names.
func typeOf(body []byte) string {
	var head struct {
		Type string `json:"@odata.type"`
	}
	if json.Unmarshal(body, &head) != nil {
		return ""
	}
	return strings.TrimPrefix(head.Type, "#")
}

// objects returns the objects of a response: the response itself, or those in its member value.
func objects(body []byte) []json.RawMessage {
	var wrapped struct{ Value json.RawMessage }
	if typeOf(body) != "" || json.Unmarshal(body, &wrapped) != nil {
		return []json.RawMessage{body}
	}
	var list []json.RawMessage
	if json.Unmarshal(wrapped.Value, &list) == nil {
		return list
	}
	return []json.RawMessage{wrapped.Value}
}

func value(t *testing.T, body []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// Decoding and encoding a documented response gives the same JSON value.
func TestDocumentedResponsesLoseNothing(t *testing.T) {
	checked, unknown := 0, map[string]bool{}
	for _, op := range documented(t).Operations {
		if op.Response == nil || op.Response.Body == nil {
			continue
		}
		for _, body := range objects([]byte(*op.Response.Body)) {
			model, ok := intunebeta.New(typeOf(body))
			if !ok {
				unknown[typeOf(body)] = true
				continue
			}
			if err := odata.Unmarshal(body, model); err != nil {
				t.Errorf("%s: %v", op.Page, err)
				continue
			}
			again, err := odata.Marshal(model)
			if err != nil {
				t.Errorf("%s: %v", op.Page, err)
				continue
			}
			checked++
			if diff := cmp.Diff(value(t, body), value(t, again)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", op.Page, diff)
			}
		}
	}
	if checked == 0 {
		t.Error("no response was checked")
	}
	t.Logf("%d responses without loss; %d types that the description lacks", checked, len(unknown))
}

// shuffled encodes a JSON value with the keys of every object in random order.
func shuffled(v any, r *rand.Rand) string {
	switch v := v.(type) {
	case map[string]any:
		var members []string
		for _, name := range slices.Sorted(mapKeys(v)) {
			key, _ := json.Marshal(name)
			members = append(members, string(key)+":"+shuffled(v[name], r))
		}
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		return "{" + strings.Join(members, ",") + "}"
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, shuffled(item, r))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	text, _ := json.Marshal(v)
	return string(text)
}

func mapKeys(m map[string]any) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range m {
			if !yield(name) {
				return
			}
		}
	}
}

// A documented update decodes into its patch type and encodes to itself in documented order,
// whatever order it came in.
func TestDocumentedUpdates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	total, same, withExtra, without := 0, 0, 0, 0
	for _, op := range documented(t).Operations {
		if op.Kind != "crud" || op.Verb != "update" || op.Request == nil || op.Request.Body == nil {
			continue
		}
		total++
		body := []byte(*op.Request.Body)
		patch, ok := intunebeta.NewPatch(typeOf(body))
		if !ok {
			without++
			continue
		}
		if err := odata.Unmarshal([]byte(shuffled(value(t, body), r)), patch); err != nil {
			t.Errorf("%s: %v", op.Page, err)
			continue
		}
		again, err := odata.Marshal(patch)
		if err != nil {
			t.Errorf("%s: %v", op.Page, err)
			continue
		}
		if diff := cmp.Diff(value(t, body), value(t, again)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", op.Page, diff)
		}
		// Some pages name an abstract type where a value of a derived one belongs.
		if _, err := odata.PatchBody(patch); err != nil && !strings.Contains(err.Error(), "is abstract") {
			t.Errorf("%s: no PATCH can send it: %v", op.Page, err)
		}
		if names := extras(patch); len(names) > 0 {
			withExtra++
			if known := knownTo(t, typeOf(body), names); known != "" {
				t.Errorf("%s: the patch has no %s, which the model has", op.Page, known)
			}
			continue
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, body); err != nil {
			t.Fatal(err)
		}
		if names(t, compact.Bytes()) == names(t, again) {
			same++
			continue
		}
		t.Errorf("%s: not in documented order\nwant %s\ngot  %s", op.Page, names(t, compact.Bytes()), names(t, again))
	}
	if same == 0 {
		t.Error("no update was checked")
	}
	t.Logf("%d updates: %d equal in documented order, %d with properties that the description lacks, %d without a patch type", total, same, withExtra, without)
}

// knownTo returns which of the names is a property of the model of that type, or "".
func knownTo(t *testing.T, typeName string, names []string) string {
	t.Helper()
	model, ok := intunebeta.New(typeName)
	if !ok {
		t.Fatalf("no model of %s", typeName)
	}
	properties := reflect.TypeOf(model).Elem()
	for i := range properties.NumField() {
		wire, _, _ := strings.Cut(properties.Field(i).Tag.Get("odata"), ",")
		if slices.Contains(names, wire) {
			return wire
		}
	}
	return ""
}

// extras returns the names in a patch's Extra, those of nested objects included.
func extras(patch any) []string {
	var list []string
	walkExtras(patch, &list)
	return list
}

// names returns the names of a body in order, nested ones included.
func names(t *testing.T, body []byte) string {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(body))
	var out []string
	for {
		token, err := d.Token()
		if err != nil {
			return strings.Join(out, " ")
		}
		switch token := token.(type) {
		case json.Delim:
			out = append(out, token.String())
		case string:
			out = append(out, token)
		}
	}
}
